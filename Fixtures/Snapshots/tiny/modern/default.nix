abort "\n\n  This version of Nixpkgs requires Nix >= 99, please upgrade:\n"
