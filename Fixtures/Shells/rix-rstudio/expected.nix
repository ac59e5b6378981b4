let
 pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
 rpkgs = builtins.attrValues {
  inherit (pkgs.rPackages) dplyr ggplot2 graft_r stringr;
};
 system_packages = builtins.attrValues { inherit (pkgs) R glibcLocales nix ; };
 rstudio_pkgs = pkgs.rstudioWrapper.override { packages = [ rpkgs ]; };
in
 pkgs.mkShell {
  buildInputs = [ rpkgs rstudio_pkgs system_packages (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) ];
 }
