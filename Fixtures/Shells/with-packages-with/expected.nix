{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
  pkgs.mkShell {
    nativeBuildInputs = with pkgs; [
      (python3.withPackages (ps: with ps; [ requests flask numpy grafted tabulate ]))
      nodejs
      R
      rPackages.graft_r
      rPackages.stringr
    ];
}
