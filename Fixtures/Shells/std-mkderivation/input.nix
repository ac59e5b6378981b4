with import <nixpkgs> {};
stdenv.mkDerivation {
  name = "my-env";
  buildInputs = [
    (python3.withPackages (p: with p; [ numpy pandas ]))
    which
  ];
}
