{ pkgs ? import <nixpkgs> {}, withTests ? false }:
with pkgs;
mkShell {
  name = "concatenated";
  buildInputs = [ git gnumake ]
    ++ (with python3Packages; [ numpy pytest ])
    ++ (with rPackages; [ R ggplot2 ])
    ++ lib.optionals withTests [ python3Packages.hypothesis ];
}
