with import <nixpkgs> { };
mkShell { }
