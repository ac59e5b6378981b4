# CRAN packages, kept by hand
self: super:
{
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
