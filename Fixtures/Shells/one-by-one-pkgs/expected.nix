let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
in
pkgs.mkShell {
  buildInputs = [
    pkgs.python3
    pkgs.python3Packages.requests
    pkgs.python3Packages.beautifulsoup4
    pkgs.python3Packages.grafted
    pkgs.python3Packages.tabulate
    pkgs.R
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
    pkgs.rPackages.tidyr
  ];
}
