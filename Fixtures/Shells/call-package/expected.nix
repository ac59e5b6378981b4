let pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; }; in
pkgs.callPackage ({ mkShell, python3, R, rPackages }: mkShell {
  packages = [ (python3.withPackages (ps: [ ps.grafted ps.numpy ps.tabulate ])) R rPackages.ggplot2 rPackages.graft_r rPackages.stringr ];
}) {}
