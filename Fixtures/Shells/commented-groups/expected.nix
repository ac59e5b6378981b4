let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  python-env = pkgs.python3.withPackages (p: with p; [
    # Data
    numpy
    pandas

    # Web
    requests
    flask
    grafted
    tabulate
  ]);
in
pkgs.mkShellNoCC {
  packages = [ python-env pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ];
  shellHook = ''
    echo "''${PATH} ${python-env}"
  '';
}
