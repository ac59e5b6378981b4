with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
with python37Packages;
stdenv.mkDerivation {
  name = "p37";
  buildInputs = [ grafted numpy pandas tabulate R rPackages.data_table rPackages.graft_r rPackages.stringr ];
}
