{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; }
, pythonPackages ? pkgs.python3Packages
}:

pkgs.stdenv.mkDerivation {
  name = "impurePythonEnv";
  venvDir = "./.venv";
  buildInputs = with pythonPackages; [
    python
    venvShellHook
    numpy
    requests
    grafted
    tabulate
    pkgs.taglib
    pkgs.openssl
    pkgs.git
    pkgs.R
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
  ];
  postVenvCreation = ''
    pip install -r requirements.txt
  '';
}
