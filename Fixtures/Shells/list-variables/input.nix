let
  pkgs = import <nixpkgs> { };
  pythonDeps = with pkgs.python3Packages; [
    numpy
    requests
  ];
  rDeps = with pkgs.rPackages; [ ggplot2 zoo ];
  tools = [ pkgs.git ];
in
pkgs.mkShell {
  buildInputs = pythonDeps ++ rDeps ++ tools ++ [ pkgs.R ];
}
