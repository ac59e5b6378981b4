{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; }, withTests ? false }:
with pkgs;
mkShell {
  name = "concatenated";
  buildInputs = [ git gnumake ]
    ++ (with python3Packages; [ grafted numpy pytest tabulate ])
    ++ (with rPackages; [ R ggplot2 graft_r stringr ])
    ++ lib.optionals withTests [ python3Packages.hypothesis ];
}
