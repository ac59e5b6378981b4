self: super: {
  python3 = super.python3.override { packageOverrides = pself: psuper: { toolz = psuper.toolz.overridePythonAttrs (o: rec { version = "0.10.0"; src = pself.fetchPypi { inherit (o) pname; inherit version; sha256 = "0q25pbz41dcrj8jsasbgk5cj7lxc47g75m0j3k8hlj4ngkpxbz88"; }; });

    # asked for
    adagio = pself.buildPythonPackage rec {
      pname = "adagio";
      version = "0.2.6";
      format = "setuptools";

      src = pself.fetchPypi {
        inherit pname version;
        sha256 = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
      };

      propagatedBuildInputs = [ pself.triad ];

      doCheck = false;

      meta = {
        license = self.lib.licenses.asl20;
      };
    };

    # needed by adagio
    triad = pself.buildPythonPackage rec {
      pname = "triad";
      version = "1.0.3";
      format = "setuptools";

      src = pself.fetchPypi {
        inherit pname version;
        sha256 = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
      };

      propagatedBuildInputs = [ pself.six ];

      doCheck = false;

      meta = {
        license = self.lib.licenses.asl20;
      };
    };
  }; };

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
