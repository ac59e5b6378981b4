with import <nixpkgs> { };
{
  first = mkShell { packages = [ python3 ]; };
  second = mkShell { packages = [ R ]; };
}
