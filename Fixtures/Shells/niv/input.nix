{ sources ? import ./nix/sources.nix
, pkgs ? import sources.nixpkgs { overlays = [] ; config = {}; }
}:

pkgs.mkShell {
  name = "niv-shell";
  buildInputs = [
    pkgs.niv
    pkgs.python3
  ];
}
