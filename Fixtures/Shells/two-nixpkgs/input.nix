let
  stable = import <nixpkgs> { };
  unstable = import <nixpkgs-unstable> { config = { }; };
in
stable.mkShell {
  buildInputs = [
    stable.git
    unstable.python3Packages.numpy
  ];
}
