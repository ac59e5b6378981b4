{ pkgs, ... }:
(pkgs.buildFHSEnv {
  name = "fhs";
  targetPkgs = pkgs: [ pkgs.zlib ];
}).env
