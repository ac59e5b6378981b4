final: prev: {
  python3 = prev.python3.override {
    packageOverrides = pself: psuper: {
      aaa = pself.toPythonModule final.hello;  

      # needed by adagio
      triad = pself.buildPythonPackage rec {
        pname = "triad";
        version = "1.0.3";
        pyproject = true;

        src = final.fetchPypi {
          inherit pname version;
          hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
        };

        build-system = [ pself.setuptools ];

        dependencies = [ pself.six ];

        doCheck = false;

        meta = {
          license = final.lib.licenses.asl20;
        };
      };
    };
  };
}
