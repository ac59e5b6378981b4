let
  nixpkgs = import <nixpkgs>;
  pkgs = nixpkgs { config.allowUnfree = true; overlays = [ (import ../overlay.nix) ]; };
  inherit (pkgs) lib;
  pythonPackageNames = ps: [ ps.grafted ps.numpy ps.six ps.tabulate ];
in
pkgs.mkShell rec {
  name = "shell-${lib.version}";
  python = pkgs.python3.withPackages pythonPackageNames;
  buildInputs = [ python pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ];
}
