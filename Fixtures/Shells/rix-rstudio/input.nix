let
 pkgs = import <nixpkgs> {};
 rpkgs = builtins.attrValues {
  inherit (pkgs.rPackages) dplyr ggplot2;
};
 system_packages = builtins.attrValues { inherit (pkgs) R glibcLocales nix ; };
 rstudio_pkgs = pkgs.rstudioWrapper.override { packages = [ rpkgs ]; };
in
 pkgs.mkShell {
  buildInputs = [ rpkgs rstudio_pkgs system_packages ];
 }
