# The libraries are a function's result, which is called where it is written.
let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  libraries = (set: with set; [ grafted pip tabulate wheel ]) pkgs.python3.pkgs;
in
pkgs.mkShell {
  buildInputs = libraries ++ [ pkgs.git pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ];
}
