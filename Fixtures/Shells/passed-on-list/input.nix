# The list is for whoever takes it from the set, too.
let
  pkgs = import <nixpkgs> { };
  packages = with pkgs; [
    python3
    git
  ];
in
{
  inherit packages;
  shell = pkgs.mkShell { inherit packages; };
}
