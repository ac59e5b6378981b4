let
  stable = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  unstable = import <nixpkgs-unstable> { config = { }; overlays = [ (import ../overlay.nix) ]; };
in
stable.mkShell {
  buildInputs = [
    stable.git
    unstable.python3Packages.grafted
    unstable.python3Packages.numpy
    unstable.python3Packages.tabulate
    stable.R
    stable.rPackages.graft_r
    stable.rPackages.stringr
  ];
}
