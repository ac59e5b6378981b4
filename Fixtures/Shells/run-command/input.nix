with import <nixpkgs> {};
runCommand "dummy" {
  buildInputs = [
    python3Packages.numpy
    python3Packages.pandas
  ];
} ""
