{ pkgs, ... }:
let
  inherit (pkgs) fetchurl;
in
{
  beepr = pkgs.rPackages.buildRPackage {
    name = "beepr-1.3";
    src = fetchurl {
      urls = [
        "https://cran.r-project.org/src/contrib/beepr_1.3.tar.gz"
        "https://cran.r-project.org/src/contrib/Archive/beepr/beepr_1.3.tar.gz"
      ];
      sha256 = "d7e5a6f1846a674151f984d24cce27b3694914a09552a2b934a1ac211a753a18";
    };
    propagatedBuildInputs = with pkgs.rPackages; [ audio stringr ];
  };

  # asked for
  snakecase = pkgs.rPackages.buildRPackage {
    name = "snakecase-0.11.0";

    src = pkgs.fetchurl {
      urls = [
        "https://cran.r-project.org/src/contrib/snakecase_0.11.0.tar.gz"
        "https://cran.r-project.org/src/contrib/Archive/snakecase/snakecase_0.11.0.tar.gz"
      ];
      sha256 = "1ky1x2cp5rd0ffd9m1fji9sq4z4jsrpxzg30brw8bb4ihfjj114r";
    };

    propagatedBuildInputs = [
      pkgs.rPackages.stringi
      pkgs.rPackages.stringr
    ];
    nativeBuildInputs = [
      pkgs.rPackages.stringi
      pkgs.rPackages.stringr
    ];
  };
}
