{ pkgs ? import <nixpkgs> { } }:
{
  reader = pkgs.python3Packages.buildPythonPackage {
    pname = "reader";
    version = "1.0";
    pyproject = true;
    src = ./.;
    build-system = [ ];
  };
}
