{ pkgs }:
let
  pkgsWithOverlay = pkgs.extend (import ../overlay.nix);
in
pkgs.mkShell {
  buildInputs = [
    (pkgsWithOverlay.python3.withPackages (ps: with ps; [ grafted numpy tabulate ]))
    (builtins.attrValues {
      inherit (pkgs) R git;
      inherit (pkgsWithOverlay.rPackages) dplyr graft_r stringr;
    })
  ];
}
