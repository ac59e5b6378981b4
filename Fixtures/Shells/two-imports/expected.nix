(import <nixpkgs> { }).mkShell {
  buildInputs = with (import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; }); [
    (python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
    rPackages.ggplot2
    rPackages.graft_r
    rPackages.stringr
  ];
}
