(import <nixpkgs> {}).mkShell {
  buildInputs = with (import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; }); [ (python3.withPackages (ps: [ ps.grafted ps.tabulate ])) R rPackages.graft_r rPackages.stringr ];
}
