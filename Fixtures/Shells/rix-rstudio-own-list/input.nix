let
 pkgs = import <nixpkgs> {};
 rpkgs = builtins.attrValues { inherit (pkgs.rPackages) dplyr; };
 system_packages = builtins.attrValues { inherit (pkgs) glibcLocales nix R ; };
 wrapped_pkgs = pkgs.rstudioWrapper.override {
  packages = [ pkgs.rPackages.dplyr pkgs.rPackages.ggplot2 ];
 };
in
pkgs.mkShell {
  buildInputs = [ system_packages wrapped_pkgs ];
}
