{ pkgs }:
pkgs.mkShell {
  buildInputs = [
    (pkgs.python3.withPackages (ps: with ps; [ numpy ]))
    (builtins.attrValues {
      inherit (pkgs) R git;
      inherit (pkgs.rPackages) dplyr;
    })
  ];
}
