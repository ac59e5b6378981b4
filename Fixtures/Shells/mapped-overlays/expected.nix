with import <nixpkgs> {
  overlays = map import [ ./empty.nix ] ++ [ (import ../overlay.nix) ];
};
mkShell {
  buildInputs = [ (python3.withPackages (p: [p.grafted p.numpy p.tabulate])) R rPackages.graft_r rPackages.stringr ];
}
