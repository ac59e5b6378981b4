{ pkgs ? import <nixpkgs> {} }:

(pkgs.buildFHSUserEnv {
  name = "fhs";
  targetPkgs = pkgs: (with pkgs; [
    zlib
    (python3.withPackages (ps: with ps; [ numpy pip ]))
  ]);
  runScript = "bash";
}).env
