with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
let
  packages = with rPackages; [ dplyr graft_r stringr ];
  R = rWrapper.override { inherit packages; };
  RStudio = rstudioWrapper.override { inherit packages; };
in
mkShell { buildInputs = [ R RStudio (python3.withPackages (ps: [ ps.grafted ps.tabulate ])) ]; }
