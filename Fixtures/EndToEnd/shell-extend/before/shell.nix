with import <nixpkgs> { };

# Our shell.
mkShell {
  buildInputs = [
    (python3.withPackages (ps: with ps; [ numpy ]))
  ];
}
