let
  bootstrap = import <nixpkgs> { };
  src = bootstrap.fetchFromGitHub {
    owner = "NixOS";
    repo = "nixpkgs";
    rev = "cf8cc1201be8bc71b7cbbbdaf349b22f4f99c7ae";
    sha256 = "1dr7xkkwhyg3mbnc5pv3d2xwyqwxlfgbx3wm3wb9p2p8vlkfhjqx";
  };
  pkgs = import src { overlays = [ (import ../overlay.nix) ]; };
in
pkgs.mkShell { buildInputs = [ (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ]; }
