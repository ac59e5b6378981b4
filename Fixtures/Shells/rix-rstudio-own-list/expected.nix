let
 pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
 rpkgs = builtins.attrValues { inherit (pkgs.rPackages) dplyr; };
 system_packages = builtins.attrValues { inherit (pkgs) glibcLocales nix R ; };
 wrapped_pkgs = pkgs.rstudioWrapper.override {
  packages = [ pkgs.rPackages.dplyr pkgs.rPackages.ggplot2 pkgs.rPackages.graft_r pkgs.rPackages.stringr ];
 };
in
pkgs.mkShell {
  buildInputs = [ system_packages wrapped_pkgs (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) pkgs.rPackages.graft_r pkgs.rPackages.stringr ];
}
