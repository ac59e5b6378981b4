{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
pkgs.mkShell {
  packages = builtins.attrValues {
    inherit (pkgs) git R;
    inherit (pkgs.python3Packages) numpy grafted tabulate;
  } ++ [ pkgs.rPackages.graft_r pkgs.rPackages.stringr ];
}
