with import <nixpkgs> {}; mkShell { buildInputs = [ python3Packages.numpy python3Packages.pandas R rPackages.dplyr ]; }
