import ../../../set.nix { modern = true; }
