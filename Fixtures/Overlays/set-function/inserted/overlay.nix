let
  packages = import ./packages.nix;
in
self: super: {
  pythonPackagesExtensions = super.pythonPackagesExtensions ++ [
    (python-self: python-super: packages self python-self)
  ];

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
