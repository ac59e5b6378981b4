let
  pinned = import (builtins.fetchGit {
    url = "https://github.com/NixOS/nixpkgs";
    ref = "nixos-20.09";
    rev = "cd63096d6d887d689543a0b97743d28995bc9bc3";
  }) {};
in
pinned.mkShell {
  name = "x";
  packages = [ pinned.python3 pinned.R ] ++ (with pinned.rPackages; [ ggplot2 ]);
}
