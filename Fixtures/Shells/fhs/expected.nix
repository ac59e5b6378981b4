{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:

(pkgs.buildFHSUserEnv {
  name = "fhs";
  targetPkgs = pkgs: (with pkgs; [
    zlib
    (python3.withPackages (ps: with ps; [ grafted numpy pip tabulate ]))
    (rWrapper.override { packages = [ rPackages.graft_r rPackages.stringr ]; })
  ]);
  runScript = "bash";
}).env
