let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  R' = pkgs.rWrapper.override { packages = builtins.attrValues { inherit (pkgs.rPackages) zoo glue; } ++ [ pkgs.rPackages.graft_r pkgs.rPackages.stringr ]; };
in pkgs.mkShell { buildInputs = [ R' pkgs.python3Packages.grafted pkgs.python3Packages.numpy pkgs.python3Packages.tabulate ]; }
