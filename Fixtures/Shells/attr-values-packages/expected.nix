{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
pkgs.mkShell {
  packages = builtins.attrValues {
    inherit (pkgs) which R;
    inherit (pkgs.rPackages) ggplot2 graft_r stringr;
    inherit (pkgs.python3Packages) numpy pandas grafted tabulate;
  };
}
