# The list is for whoever takes it from the set, too.
let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  packages = with pkgs; [
    (python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
    git
    R
    rPackages.graft_r
    rPackages.stringr
  ];
in
{
  inherit packages;
  shell = pkgs.mkShell { inherit packages; };
}
