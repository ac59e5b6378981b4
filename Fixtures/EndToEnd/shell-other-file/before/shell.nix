import ./nix/shell.nix { pkgs = import <nixpkgs> { }; }
