let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  pythonDeps = with pkgs.python3Packages; [
    grafted
    numpy
    requests
    tabulate
  ];
  rDeps = with pkgs.rPackages; [ ggplot2 graft_r stringr zoo ];
  tools = [ pkgs.git ];
in
pkgs.mkShell {
  buildInputs = pythonDeps ++ rDeps ++ tools ++ [ pkgs.R ];
}
