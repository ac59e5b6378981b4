with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
let
  my-r-packages = with rPackages; [ ggplot2 dplyr xts graft_r stringr ];
  R-with-my-packages = rWrapper.override { packages = my-r-packages; };
  RStudio-with-my-packages = rstudioWrapper.override { packages = my-r-packages; };
in
mkShell {
  buildInputs = [
    R-with-my-packages
    (python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
  ];
}
