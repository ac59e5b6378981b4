let
  pinned = import (builtins.fetchGit {
    url = "https://github.com/NixOS/nixpkgs";
    ref = "nixos-20.09";
    rev = "cd63096d6d887d689543a0b97743d28995bc9bc3";
  }) { overlays = [ (import ../overlay.nix) ]; };
in
pinned.mkShell {
  name = "x";
  packages = [ (pinned.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) pinned.R ] ++ (with pinned.rPackages; [ ggplot2 graft_r stringr ]);
}
