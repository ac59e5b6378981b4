with import <nixpkgs> {};
rec {
  pyEnv = stdenv.mkDerivation {
    name = "py";
    buildInputs = [ stdenv python3 python3Packages.virtualenv python3Packages.numpy ];
    LD_LIBRARY_PATH = "";
  };
}
