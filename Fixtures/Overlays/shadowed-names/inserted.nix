self: super: {
  python38 = super.python38.override {
    packageOverrides = self: super: {
      # asked for
      adagio = self.callPackage (
        { pkgs }:
        self.buildPythonPackage rec {
          pname = "adagio";
          version = "0.2.6";
          format = "setuptools";

          src = self.fetchPypi {
            inherit pname version;
            sha256 = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
          };

          propagatedBuildInputs = [ self.triad ];

          doCheck = false;

          meta = {
            license = pkgs.lib.licenses.asl20;
          };
        }
      ) { };

      bottle = super.buildPythonPackage rec {
        pname = "bottle";
        version = "0.12.18";
        src = super.fetchPypi {
          inherit pname version;
          sha256 = "0819b74b145a7def225c0e83b16a4d5711fde751cd92bae467a69efce720f69e";
        };
        propagatedBuildInputs = with self; [ setuptools ];
        doCheck = false;
      };

      # needed by adagio
      triad = self.callPackage (
        { pkgs }:
        self.buildPythonPackage rec {
          pname = "triad";
          version = "1.0.3";
          format = "setuptools";

          src = self.fetchPypi {
            inherit pname version;
            sha256 = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
          };

          propagatedBuildInputs = [ self.six ];

          doCheck = false;

          meta = {
            license = pkgs.lib.licenses.asl20;
          };
        }
      ) { };
    };
  };
  python38Packages = self.python38.pkgs;
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
