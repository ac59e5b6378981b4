{ pkgs ? import <nixpkgs> {}
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
    pkgs.taglib
    pkgs.openssl
    pkgs.git
  ];
  postVenvCreation = ''
    pip install -r requirements.txt
  '';
}
