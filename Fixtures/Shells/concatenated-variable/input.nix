let
  pkgs = import <nixpkgs> {};
  common = with pkgs; [ which ];
  pythonPkgs = ps: with ps; [ numpy ];
in
pkgs.mkShell {
  buildInputs = common ++ [ (pkgs.python3.withPackages pythonPkgs) ];
}
