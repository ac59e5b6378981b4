self: super: {
  python3 = super.python3.override {
    packageOverrides = python-self: python-super: {
      inflection = python-super.buildPythonPackage rec {
        pname = "inflection";
        version = "0.5.1";
        src = super.fetchPypi {
          inherit pname version;
          hash = "sha256-GilzDTZumWqqz/svHxy5WT3Dji3dMMkSUMbd4J6ptBc=";
        };
      };
      heapdict = python-self.buildPythonPackage rec { pname = "HeapDict"; version = "1.0.1"; src = super.fetchPypi { inherit pname version; hash = "sha256-hJX1ez4D2ORtXxssxiyogayjkv1cwEjcCqLhptI+zbY="; }; };
      # asked for
      adagio = python-self.buildPythonPackage rec {
        pname = "adagio";
        version = "0.2.6";
        pyproject = true;

        src = self.fetchPypi {
          inherit pname version;
          hash = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
        };

        build-system = [ python-self.setuptools ];

        dependencies = [ python-self.triad ];

        doCheck = false;

        meta = {
          license = self.lib.licenses.asl20;
        };
      };
      # needed by adagio
      triad = python-self.buildPythonPackage rec {
        pname = "triad";
        version = "1.0.3";
        pyproject = true;

        src = self.fetchPypi {
          inherit pname version;
          hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
        };

        build-system = [ python-self.setuptools ];

        dependencies = [ python-self.six ];

        doCheck = false;

        meta = {
          license = self.lib.licenses.asl20;
        };
      };
    };
  };

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
