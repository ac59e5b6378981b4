let
  pkgs = import <nixpkgs> { };
  python-env = pkgs.python3.withPackages (p: with p; [
    # Data
    numpy
    pandas

    # Web
    requests
    flask
  ]);
in
pkgs.mkShellNoCC {
  packages = [ python-env ];
  shellHook = ''
    echo "''${PATH} ${python-env}"
  '';
}
