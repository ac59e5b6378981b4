with import <nixpkgs> {};
with python37Packages;
stdenv.mkDerivation {
  name = "p37";
  buildInputs = [ numpy pandas R rPackages.data_table ];
}
