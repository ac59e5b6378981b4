{ pkgs ? import <nixpkgs> {} }:
let
  rEnv = pkgs.rWrapper.override { packages = with pkgs.rPackages; [ IRkernel dplyr ]; };
  jupyter = pkgs.jupyter.override {
    definitions = {
      ir = {
        displayName = "R";
        argv = [ "${rEnv}/bin/R" "--slave" "-e" "IRkernel::main()" "--args" "{connection_file}" ];
        language = "R";
        logo32 = null;
        logo64 = null;
      };
    };
  };
in pkgs.mkShell { packages = [ jupyter ]; }
