{
  # Such as a flake has them.
  overlays = {
    default = final: prev: {
      pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
        (pyfinal: pyprev: {
          # asked for
          adagio = pyfinal.buildPythonPackage rec {
            pname = "adagio";
            version = "0.2.6";
            pyproject = true;

            src = final.fetchPypi {
              inherit pname version;
              hash = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
            };

            build-system = [ pyfinal.setuptools ];

            dependencies = [ pyfinal.triad ];

            doCheck = false;

            meta = {
              license = final.lib.licenses.asl20;
            };
          };

          docopt = pyfinal.buildPythonPackage rec {
            pname = "docopt";
            version = "0.6.2";
            format = "setuptools";
            src = pyfinal.fetchPypi { inherit pname version; hash = "sha256-SbOoJSgL1ms6qDWF71nEqMgvLIpSLb51SovI0IyFxJE="; };
          };

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
        })
      ];

      rPackages =
        prev.rPackages
        // prev.rPackages.override (old: {
          overrides = (old.overrides or { }) // {
            # asked for
            snakecase = final.rPackages.buildRPackage {
              name = "snakecase-0.11.0";

              src = final.fetchurl {
                urls = [
                  "https://cran.r-project.org/src/contrib/snakecase_0.11.0.tar.gz"
                  "https://cran.r-project.org/src/contrib/Archive/snakecase/snakecase_0.11.0.tar.gz"
                ];
                sha256 = "1ky1x2cp5rd0ffd9m1fji9sq4z4jsrpxzg30brw8bb4ihfjj114r";
              };

              propagatedBuildInputs = [
                final.rPackages.stringi
                final.rPackages.stringr
              ];
              nativeBuildInputs = [
                final.rPackages.stringi
                final.rPackages.stringr
              ];
            };
          };
        });
    };
    tools = final: prev: { };
  };
}
