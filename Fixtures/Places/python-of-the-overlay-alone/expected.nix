final: prev:
let
  python = pyfinal: pyprev: {
    # needed by adagio
    triad = pyfinal.buildPythonPackage rec {
      pname = "triad";
      version = "1.0.3";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
      };

      build-system = [ pyfinal.setuptools ];

      dependencies = [ pyfinal.six ];

      doCheck = false;

      meta = {
        license = final.lib.licenses.asl20;
      };
    };
  };

  python3 = prev.python3.override {
    self = python3;
    packageOverrides = pyfinal: pyprev: {
      aaa = pyfinal.toPythonModule final.hello;
    };
  };
in
{
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ python ];
  shelf = python3.pkgs.callPackage ./shelf.nix { };
  shelf-shell = python3.withPackages (ps: [ ps.aaa ]);
}
