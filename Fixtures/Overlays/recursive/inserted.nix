self: super: rec {
  pythonOverrides = pself: psuper: {
    # asked for
    adagio = pself.buildPythonPackage rec {
      pname = "adagio";
      version = "0.2.6";
      pyproject = true;

      src = self.fetchPypi {
        inherit pname version;
        hash = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
      };

      build-system = [ pself.setuptools ];

      dependencies = [ pself.triad ];

      doCheck = false;

      meta = {
        license = self.lib.licenses.asl20;
      };
    };

    first = pself.buildPythonPackage rec {
      pname = "first";
      version = "2.0.2";
      format = "setuptools";
      src = pself.fetchPypi { inherit pname version; hash = "sha256-/yhbCMVfjJfOTqcBJ0OvJJXJ8SkXhfFjcivTb2r2078="; };
    };

    # needed by adagio
    triad = pself.buildPythonPackage rec {
      pname = "triad";
      version = "1.0.3";
      pyproject = true;

      src = self.fetchPypi {
        inherit pname version;
        hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
      };

      build-system = [ pself.setuptools ];

      dependencies = [ pself.six ];

      doCheck = false;

      meta = {
        license = self.lib.licenses.asl20;
      };
    };
  };
  python313 = super.python313.override { packageOverrides = pythonOverrides; };
  python3 = python313;
  rPackages =
    super.rPackages
    // super.rPackages.override (old: {
      overrides = (old.overrides or { }) // {
        # asked for
        snakecase = self.rPackages.buildRPackage {
          name = "snakecase-0.11.0";

          src = self.fetchurl {
            urls = [
              "https://cran.r-project.org/src/contrib/snakecase_0.11.0.tar.gz"
              "https://cran.r-project.org/src/contrib/Archive/snakecase/snakecase_0.11.0.tar.gz"
            ];
            sha256 = "1ky1x2cp5rd0ffd9m1fji9sq4z4jsrpxzg30brw8bb4ihfjj114r";
          };

          propagatedBuildInputs = [
            self.rPackages.stringi
            self.rPackages.stringr
          ];
          nativeBuildInputs = [
            self.rPackages.stringi
            self.rPackages.stringr
          ];
        };
      };
    });
}
