{...}: final: prev: let
  inherit (final) callPackage;

  r = {
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
in {
  pythonPackagesExtensions =
    (prev.pythonPackagesExtensions or [])
    ++ [
      (py-final: py-prev: {
        # asked for
        adagio = py-final.buildPythonPackage rec {
          pname = "adagio";
          version = "0.2.6";
          pyproject = true;

          src = final.fetchPypi {
            inherit pname version;
            hash = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
          };

          build-system = [ py-final.setuptools ];

          dependencies = [ py-final.triad ];

          doCheck = false;

          meta = {
            license = final.lib.licenses.asl20;
          };
        };

        tabulate = py-final.buildPythonPackage rec {
          pname = "tabulate";
          version = "0.8.9";
          format = "setuptools";
          src = py-final.fetchPypi {
            inherit pname version;
            sha256 = "19qkdz8xwk5jxa5xn53mnk76qnh4ysm81vzj664jw1b0azr167gb";
          };
          doCheck = false; # slow
        };

        # needed by adagio
        triad = py-final.buildPythonPackage rec {
          pname = "triad";
          version = "1.0.3";
          pyproject = true;

          src = final.fetchPypi {
            inherit pname version;
            hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
          };

          build-system = [ py-final.setuptools ];

          dependencies = [ py-final.six ];

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
      overrides = (old.overrides or { }) // r;
    });
}
