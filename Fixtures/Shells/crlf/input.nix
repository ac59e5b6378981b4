with import <nixpkgs> { };
mkShell {
  buildInputs = [
    python3Packages.numpy
    R
  ];
}
