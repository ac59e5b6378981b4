let
  pkgs = import <nixpkgs> { };
in
pkgs.mkShell {
  buildInputs = [
    pkgs.python3
    pkgs.python3Packages.requests
    pkgs.python3Packages.beautifulsoup4
    pkgs.R
    pkgs.rPackages.tidyr
  ];
}
