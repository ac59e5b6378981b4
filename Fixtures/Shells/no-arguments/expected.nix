with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
mkShell {
  buildInputs = [
    (python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
    R
    rPackages.graft_r
    rPackages.stringr
  ];
}
