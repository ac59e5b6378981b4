let pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; }; in
pkgs.mkShell {
  packages = [
    pkgs.python3 pkgs.python3Packages.pip pkgs.python3Packages.numpy pkgs.python3Packages.grafted pkgs.python3Packages.tabulate
    pkgs.R pkgs.rPackages.ggplot2 pkgs.rPackages.dplyr pkgs.rPackages.graft_r pkgs.rPackages.stringr
    pkgs.git
  ];
}
