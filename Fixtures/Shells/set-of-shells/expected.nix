with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
rec {
  pyEnv = stdenv.mkDerivation {
    name = "py";
    buildInputs = [ stdenv python3 python3Packages.virtualenv python3Packages.numpy python3Packages.grafted python3Packages.tabulate R rPackages.graft_r rPackages.stringr ];
    LD_LIBRARY_PATH = "";
  };
}
