pkgs:
with pkgs;
mkShell {
  buildInputs = [
    python3Packages.numpy
    (rWrapper.override { packages = [ rPackages.dplyr ]; })
  ];
}
