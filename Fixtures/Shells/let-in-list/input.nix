let
  pkgs = import <nixpkgs> {};
in
pkgs.mkShell {
  buildInputs = let
    py = pkgs.python3.withPackages (ps: with ps; let extra = [ six ]; in [ numpy ] ++ extra);
  in [ py
       pkgs.git
     ];
}
