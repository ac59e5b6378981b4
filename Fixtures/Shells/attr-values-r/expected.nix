{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
pkgs.mkShell {
  packages = builtins.attrValues {
    inherit (pkgs) hello R;
    inherit (pkgs.rPackages)
      dplyr
      zoo
      graft_r
      stringr
      ;
  } ++ [
    (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
  ];
}
