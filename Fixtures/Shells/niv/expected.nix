{ sources ? import ./nix/sources.nix
, pkgs ? import sources.nixpkgs { overlays = [ (import ../overlay.nix) ] ; config = {}; }
}:

pkgs.mkShell {
  name = "niv-shell";
  buildInputs = [
    pkgs.niv
    (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
    pkgs.R
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
  ];
}
