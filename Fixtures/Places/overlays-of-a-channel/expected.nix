# Channels of nixpkgs have many names.
let
  pkgs = import <unstable> {
    overlays = [
      (
        self: super: with super; {
          align = callPackage ./align.nix { };

          pythonPackagesExtensions = super.pythonPackagesExtensions ++ [
            (pyfinal: pyprev: {
              # needed by adagio
              triad = pyfinal.buildPythonPackage rec {
                pname = "triad";
                version = "1.0.3";
                pyproject = true;

                src = self.fetchPypi {
                  inherit pname version;
                  hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
                };

                build-system = [ pyfinal.setuptools ];

                dependencies = [ pyfinal.six ];

                doCheck = false;

                meta = {
                  license = self.lib.licenses.asl20;
                };
              };
            })
          ];
        }
      )
    ];
  };
in
pkgs.align
