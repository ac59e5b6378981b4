let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
in
  pkgs.mkShell
    {
      buildInputs =
        [ pkgs.python3Packages.grafted
          pkgs.python3Packages.numpy
          pkgs.python3Packages.scipy   # science
          pkgs.python3Packages.tabulate
          pkgs.R
          pkgs.rPackages.graft_r
          pkgs.rPackages.stringr
        ];
    }
