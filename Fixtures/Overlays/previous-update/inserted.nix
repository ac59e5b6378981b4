final: prev: prev // {
  python3Packages = prev.python3Packages // {
    # asked for
    adagio = final.python3Packages.buildPythonPackage rec {
      pname = "adagio";
      version = "0.2.6";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
      };

      build-system = [ final.python3Packages.setuptools ];

      dependencies = [ final.python3Packages.triad ];

      doCheck = false;

      meta = {
        license = final.lib.licenses.asl20;
      };
    };

    first = prev.python3Packages.buildPythonPackage rec {
      pname = "first";
      version = "2.0.2";
      format = "setuptools";
      src = prev.fetchPypi { inherit pname version; hash = "sha256-/yhbCMVfjJfOTqcBJ0OvJJXJ8SkXhfFjcivTb2r2078="; };
    };

    # needed by adagio
    triad = final.python3Packages.buildPythonPackage rec {
      pname = "triad";
      version = "1.0.3";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
      };

      build-system = [ final.python3Packages.setuptools ];

      dependencies = [ final.python3Packages.six ];

      doCheck = false;

      meta = {
        license = final.lib.licenses.asl20;
      };
    };
  };

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
}
