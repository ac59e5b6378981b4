with import <nixpkgs> {};
let
  rpkgs = with rPackages; [
    tidyverse
    devtools
    data_table
  ];
  rEnv = rWrapper.override { packages = rpkgs; };
  rStudioEnv = rstudioWrapper.override { packages = rpkgs ++ [ rPackages.zoo ]; };
  pyEnv = python3.withPackages (p: with p; [ numpy scipy ]);
in
stdenv.mkDerivation rec {
  name = "env";
  env = buildEnv { name = name; paths = buildInputs; };
  buildInputs = [ rEnv pyEnv ];
}
