with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
runCommand "dummy" {
  buildInputs = [
    python3Packages.grafted
    python3Packages.numpy
    python3Packages.pandas
    python3Packages.tabulate
    R
    rPackages.graft_r
    rPackages.stringr
  ];
} ""
