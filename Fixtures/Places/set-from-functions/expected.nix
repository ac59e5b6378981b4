final: prev:
let
  first = f: p: { aaa = f.toPythonModule prev.hello;

    # needed by adagio
    triad = f.buildPythonPackage rec {
      pname = "triad";
      version = "1.0.3";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
      };

      build-system = [ f.setuptools ];

      dependencies = [ f.six ];

      doCheck = false;

      meta = {
        license = final.lib.licenses.asl20;
      };
    };
  };
  second = f: p: { };
  make = pself: { bbb = pself.toPythonModule prev.hello; };
in
{
  python3 = prev.python3.override {
    packageOverrides = pself: psuper: first pself psuper // second pself psuper // make pself;
  };
}
