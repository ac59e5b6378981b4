let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
in
pkgs.hello.overrideAttrs (old: {
  buildInputs = (old.buildInputs or [ ]) ++ [
    pkgs.python3Packages.grafted
    pkgs.python3Packages.numpy
    pkgs.python3Packages.tabulate
    pkgs.R
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
  ];
})
