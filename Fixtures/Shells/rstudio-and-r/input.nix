with import <nixpkgs> { };
let
  packages = with rPackages; [ dplyr ];
  R = rWrapper.override { inherit packages; };
  RStudio = rstudioWrapper.override { inherit packages; };
in
mkShell { buildInputs = [ R RStudio ]; }
