with import <nixpkgs> {};
let
  my-r-packages = with rPackages; [ ggplot2 dplyr xts ];
  R-with-my-packages = rWrapper.override { packages = my-r-packages; };
  RStudio-with-my-packages = rstudioWrapper.override { packages = my-r-packages; };
in
mkShell {
  buildInputs = [
    R-with-my-packages
  ];
}
