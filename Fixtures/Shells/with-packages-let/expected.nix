let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  my-python-packages = python-packages: with python-packages; [
    grafted
    pandas
    requests
    tabulate
    # other python packages you want
  ];
  python-with-my-packages = pkgs.python3.withPackages my-python-packages;
in
pkgs.mkShell {
  buildInputs = [
    python-with-my-packages
    pkgs.R
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
  ];
}
