let
  pkgs = import <nixpkgs> { };
  python = pkgs.python313;
  application = python.pkgs.callPackage ./application.nix { };
  pythonEnv = python.withPackages (ps: application.propagatedBuildInputs);
in
with pkgs;
mkShell {
  buildInputs = [ pythonEnv ];
}
