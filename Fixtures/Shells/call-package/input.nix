let pkgs = import <nixpkgs> {}; in
pkgs.callPackage ({ mkShell, python3, R, rPackages }: mkShell {
  packages = [ (python3.withPackages (ps: [ ps.numpy ])) R rPackages.ggplot2 ];
}) {}
