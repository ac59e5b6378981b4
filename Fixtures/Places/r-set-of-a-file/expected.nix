{ pkgs, ... }:
self: super: {
  # asked for
  snakecase = self.buildRPackage {
    name = "snakecase-0.11.0";

    src = pkgs.fetchurl {
      urls = [
        "https://cran.r-project.org/src/contrib/snakecase_0.11.0.tar.gz"
        "https://cran.r-project.org/src/contrib/Archive/snakecase/snakecase_0.11.0.tar.gz"
      ];
      sha256 = "1ky1x2cp5rd0ffd9m1fji9sq4z4jsrpxzg30brw8bb4ihfjj114r";
    };

    propagatedBuildInputs = [
      self.stringi
      self.stringr
    ];
    nativeBuildInputs = [
      self.stringi
      self.stringr
    ];
  };

  zoo = self.buildRPackage {
    name = "zoo-1.0";
  };
}
