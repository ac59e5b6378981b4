final: prev: with prev.lib; {
  # R only; python comes from elsewhere
  rPackages = prev.rPackages.override (old: { overrides = (old.overrides or { }) // {
    beepr = final.rPackages.buildRPackage {
      name = "beepr-1.3";
      src = final.fetchurl {
        urls = map (base: "${base}/beepr_1.3.tar.gz") [ "https://cran.r-project.org/src/contrib" "https://cran.r-project.org/src/contrib/Archive/beepr" ];
        sha256 = "d7e5a6f1846a674151f984d24cce27b3694914a09552a2b934a1ac211a753a18";
      };
      propagatedBuildInputs = [ final.rPackages.audio final.rPackages.stringr ];
      nativeBuildInputs = [ final.rPackages.audio final.rPackages.stringr ];
      meta.license = licenses.gpl3;
    };
  }; });
}