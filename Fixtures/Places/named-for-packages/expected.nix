{ inputs, lib, ... }:
{
  flake.overlays.default =
    pkgsFinal: pkgsPrev:
    let
      python = pyfinal: pyprev: {
        # needed by adagio
        triad = pyfinal.buildPythonPackage rec {
          pname = "triad";
          version = "1.0.3";
          pyproject = true;

          src = pkgsFinal.fetchPypi {
            inherit pname version;
            hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
          };

          build-system = [ pyfinal.setuptools ];

          dependencies = [ pyfinal.six ];

          doCheck = false;

          meta = {
            license = pkgsFinal.lib.licenses.asl20;
          };
        };
      };
    in
    {
      pythonPackagesExtensions = pkgsPrev.pythonPackagesExtensions ++ [ python ];
    }

    // lib.importPackagesTree {
      dir = ../pkgs;
      inherit pkgsFinal pkgsPrev;
    };
}
