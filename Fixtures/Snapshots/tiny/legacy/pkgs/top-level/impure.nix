import ../../../set.nix { modern = false; }
