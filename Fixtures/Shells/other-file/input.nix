let
  pkgs = import ./nix { };
in
pkgs.mkShell {
  packages = with pkgs; [ python3Packages.numpy ];
}
