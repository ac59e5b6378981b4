# Two overlays as one.
{ lib ? (import <nixpkgs> { }).lib }:
lib.composeManyExtensions [
  (final: prev: {
    hello-wrapper = prev.writeText "x" "y";
  })
  (final: prev: {
    pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
      (
        python-final: python-prev: {
          # asked for
          adagio = python-final.buildPythonPackage rec {
            pname = "adagio";
            version = "0.2.6";
            pyproject = true;

            src = final.fetchPypi {
              inherit pname version;
              hash = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
            };

            build-system = [ python-final.setuptools ];

            dependencies = [ python-final.triad ];

            doCheck = false;

            meta = {
              license = final.lib.licenses.asl20;
            };
          };

          sortedcontainers = python-final.buildPythonPackage rec {
            pname = "sortedcontainers";
            version = "2.4.0";
            pyproject = true;
            build-system = with python-final; [ setuptools ];
            src = python-final.fetchPypi {
              inherit pname version;
              sha256 = "sha256-JcqloGzDC2uD0RQjQz9l0fnXbExqDJDjN56qQ7m/24g=";
            };
          };

          # needed by adagio
          triad = python-final.buildPythonPackage rec {
            pname = "triad";
            version = "1.0.3";
            pyproject = true;

            src = final.fetchPypi {
              inherit pname version;
              hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
            };

            build-system = [ python-final.setuptools ];

            dependencies = [ python-final.six ];

            doCheck = false;

            meta = {
              license = final.lib.licenses.asl20;
            };
          };
        }
      )
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
  })
]
