(import <nixpkgs> { }).mkShell {
  buildInputs = with (import <nixpkgs> { }); [
    python3
    rPackages.ggplot2
  ];
}
