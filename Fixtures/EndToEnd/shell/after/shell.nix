# A shell that nixgraft wrote; edit freely. 'nix-shell' enters it.
let
  # nixpkgs, with the packages of 'overlay.nix' beside its own.
  pkgs = import <root>/Fixtures/Snapshots/tiny/modern/pkgs/top-level/impure.nix { overlays = [ (import ./overlay.nix) ]; };
in
pkgs.mkShell {
  name = "work";

  buildInputs = [
    # Python, with the packages that it can import.
    (pkgs.python3.withPackages (ps: [
      ps.leafy
      ps.numpy
    ]))
  ];

  # What is run on entering the shell.
  shellHook = ''
  '';
}
