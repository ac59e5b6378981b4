let pkgs = import <nixpkgs> { }; in
pkgs.mkShell {
  packages = [
    pkgs.python3 pkgs.python3Packages.pip pkgs.python3Packages.numpy
    pkgs.R pkgs.rPackages.ggplot2 pkgs.rPackages.dplyr
    pkgs.git
  ];
}
