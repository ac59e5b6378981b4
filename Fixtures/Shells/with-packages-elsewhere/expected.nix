let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  python = pkgs.python313;
  application = python.pkgs.callPackage ./application.nix { };
  pythonEnv = python.withPackages (ps: application.propagatedBuildInputs ++ [ ps.grafted ps.tabulate ]);
in
with pkgs;
mkShell {
  buildInputs = [ pythonEnv R rPackages.graft_r rPackages.stringr ];
}
