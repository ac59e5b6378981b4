# Packages that nixpkgs lacks, written by nixgraft; edit freely.
final: prev:
let
  r = {
    # needed by birch, cedar
    alder = final.rPackages.buildRPackage {
      pname = "alder";
      version = "1.2.0";

      src = final.fetchurl {
        urls = [
          "https://cran.r-project.org/src/contrib/alder_1.2.0.tar.gz"
          "https://cran.r-project.org/src/contrib/Archive/alder/alder_1.2.0.tar.gz"
        ];
        hash = "sha256-bBsyP+hXuLEygmsBRP7AknpQ5G0RClQ4/Xaxe/3+kxc=";
      };

      meta = {
        description = "The Alder Package of the Tests";
        homepage = "https://example.org/alder";
        license = final.lib.licenses.mit;
      };
    };

    # asked for
    # needed by cedar
    birch = final.rPackages.buildRPackage {
      pname = "birch";
      version = "0.3-1";

      src = final.fetchurl {
        urls = [
          "https://cran.r-project.org/src/contrib/birch_0.3-1.tar.gz"
          "https://cran.r-project.org/src/contrib/Archive/birch/birch_0.3-1.tar.gz"
        ];
        hash = "sha256-fFZkZm2aZ9F/RGq6Rx+Sd6BVV13JU17NQ6T2b+6cLFg=";
      };

      propagatedBuildInputs = [ final.rPackages.alder ];

      nativeBuildInputs = [ final.rPackages.alder ];

      meta = {
        description = "The Birch Package of the Tests";
        license = {
          fullName = "GPL (>= 2)";
        };
      };
    };

    # asked for
    cedar = final.rPackages.buildRPackage {
      pname = "cedar";
      version = "2.0.0";

      src = final.fetchurl {
        urls = [
          "https://cran.r-project.org/src/contrib/cedar_2.0.0.tar.gz"
          "https://cran.r-project.org/src/contrib/Archive/cedar/cedar_2.0.0.tar.gz"
        ];
        hash = "sha256-sIiWZMofynFpo8lEiHhx0Er7UOjjbK/SsSWYTxmMJgQ=";
      };

      propagatedBuildInputs = [
        final.rPackages.MASS
        final.rPackages.alder
        final.rPackages.birch
      ];

      nativeBuildInputs = [
        final.rPackages.MASS
        final.rPackages.alder
        final.rPackages.birch
      ];

      meta = {
        description = "The Cedar Package of the Tests";
        license = {
          fullName = "GPL-3";
        };
      };
    };
  };
in
{
  rPackages =
    prev.rPackages
    // prev.rPackages.override (old: {
      overrides = (old.overrides or { }) // r;
    });
}
