with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };

let
  pythonEnv = python3.withPackages (ps: [
    ps.grafted
    ps.numpy
    ps.tabulate
    ps.toolz
  ]);
in mkShell {
  packages = [
    pythonEnv

    black
    mypy

    libffi
    openssl
    R
    rPackages.graft_r
    rPackages.stringr
  ];
}
