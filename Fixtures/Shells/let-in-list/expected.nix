let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
in
pkgs.mkShell {
  buildInputs = let
    py = pkgs.python3.withPackages (ps: with ps; let extra = [ six ]; in [ grafted numpy tabulate ] ++ extra);
  in [ py
       pkgs.git
       pkgs.R
       pkgs.rPackages.graft_r
       pkgs.rPackages.stringr
     ];
}
