let
  overlays = [
    (final: prev: { myhello = prev.hello; })
    (import ../overlay.nix)
  ];
  config = { };
  pkgs = import <nixpkgs> { inherit overlays config; };
  inherit (pkgs) mkShell python3 R rPackages;
in
mkShell {
  packages = [ (python3.withPackages (ps: [ ps.grafted ps.tabulate ])) R rPackages.ggplot2 rPackages.graft_r rPackages.stringr ];
}
