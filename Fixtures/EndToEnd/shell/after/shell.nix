# A shell that nixgraft wrote; edit freely. 'nix-shell' enters it.
let
  # nixpkgs, plus the packages of 'overlay.nix'.
  pkgs = import <root>/Fixtures/Snapshots/tiny/modern/pkgs/top-level/impure.nix { overlays = [ (import ./overlay.nix) ]; };
in
pkgs.mkShell {
  name = "work";

  buildInputs = [
    # Python and its packages.
    (pkgs.python3.withPackages (ps: [
      ps.leafy
      ps.numpy
    ]))
  ];

  # Runs when you enter the shell.
  shellHook = ''
  '';
}
