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
}
