{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
pkgs.mkShell {
  buildInputs = [
    (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
    pkgs.R
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
  ];
  shellHook = ''
    echo hello
  '';
}
