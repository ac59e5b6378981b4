(import <nixpkgs> {}).mkShell {
  buildInputs = with (import <nixpkgs> {}); [ python3 ];
}
