pkgs:
let
  pkgsWithOverlay = pkgs.extend (import ../overlay.nix);
in
with pkgsWithOverlay;
mkShell {
  buildInputs = [
    python3Packages.grafted
    python3Packages.numpy
    python3Packages.tabulate
    (rWrapper.override { packages = [ rPackages.dplyr rPackages.graft_r rPackages.stringr ]; })
  ];
}
