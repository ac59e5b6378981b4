# CRAN packages, kept by hand
self: super:
let
  python = pyfinal: pyprev: {
    # asked for
    adagio = pyfinal.buildPythonPackage rec {
      pname = "adagio";
      version = "0.2.6";
      format = "setuptools";

      src = pyfinal.fetchPypi {
        inherit pname version;
        sha256 = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
      };

      propagatedBuildInputs = [ pyfinal.triad ];

      doCheck = false;

      meta = {
        license = self.lib.licenses.asl20;
      };
    };

    # needed by adagio
    triad = pyfinal.buildPythonPackage rec {
      pname = "triad";
      version = "1.0.3";
      format = "setuptools";

      src = pyfinal.fetchPypi {
        inherit pname version;
        sha256 = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
      };

      propagatedBuildInputs = [ pyfinal.six ];

      doCheck = false;

      meta = {
        license = self.lib.licenses.asl20;
      };
    };
  };
in
{
  python37 = super.python37.override (old: {
    packageOverrides = super.lib.composeExtensions (old.packageOverrides or (_: _: { })) python;
  });

  python38 = super.python38.override (old: {
    packageOverrides = super.lib.composeExtensions (old.packageOverrides or (_: _: { })) python;
  });

  rPackages = super.rPackages.override {
    overrides = {
      ini = self.rPackages.buildRPackage {
        name = "ini-0.3.1";
        src = self.fetchurl {
          url = "https://cran.r-project.org/src/contrib/ini_0.3.1.tar.gz";
          sha256 = "sha256-exkaVAGcjFLWwiEcFIeMlVZBVOxIZfVwB5U3QoaM2BM=";
        };
      };
      Praise = self.rPackages.buildRPackage rec {
        name = "praise-${version}";
        version = "1.0.0";
        src = self.fetchurl {
          url = "mirror://cran/praise_${version}.tar.gz";
          sha256 = "1gfyypnvmih97p2r0php9qa39grzqpsdbq5g0fdsbpq5zms5w0sw";
        };
      };
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
      zoo = self.rPackages.buildRPackage {
        name = "zoo-1.8-7";
        src = self.fetchurl {
          url = "mirror://cran/Archive/zoo/zoo_1.8-7.tar.gz";
          sha256 = "1w4542zs53bm261g95086a60576v334g1jrhnbgdqni4izf2s1wy";
        };
        nativeBuildInputs = with self.rPackages; [ lattice ];
        propagatedBuildInputs = with self.rPackages; [ lattice ];
      };
    };
  };
}
