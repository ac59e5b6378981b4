let
  pkgs = (import ./nix { }).extend (import ../overlay.nix);
in
pkgs.mkShell {
  packages = with pkgs; [ python3Packages.grafted python3Packages.numpy python3Packages.tabulate R rPackages.graft_r rPackages.stringr ];
}
