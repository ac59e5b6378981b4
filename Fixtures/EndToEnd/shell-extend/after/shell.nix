with import <nixpkgs> { overlays = [ (import ./overlay.nix) ]; };

# Our shell.
mkShell {
  buildInputs = [
    (python3.withPackages (ps: with ps; [ leafy numpy ]))
  ];
}
