let
  pkgs = import <nixpkgs> {};
  R' = pkgs.rWrapper.override { packages = builtins.attrValues { inherit (pkgs.rPackages) zoo glue; }; };
in pkgs.mkShell { buildInputs = [ R' pkgs.python3Packages.numpy ]; }
