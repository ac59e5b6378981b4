with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
let
  rpkgs = with rPackages; [
    tidyverse
    devtools
    data_table
    graft_r
    stringr
  ];
  rEnv = rWrapper.override { packages = rpkgs; };
  rStudioEnv = rstudioWrapper.override { packages = rpkgs ++ [ rPackages.zoo ]; };
  pyEnv = python3.withPackages (p: with p; [ grafted numpy scipy tabulate ]);
in
stdenv.mkDerivation rec {
  name = "env";
  env = buildEnv { name = name; paths = buildInputs; };
  buildInputs = [ rEnv pyEnv ];
}
