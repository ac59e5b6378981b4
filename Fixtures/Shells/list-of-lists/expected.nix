{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; }, ... }@args:
let
  callPackage = pkgs.lib.callPackageWith (pkgs // args);
  py = pkgs.python3Packages;
in
pkgs.mkShell {
  inputsFrom = [ pkgs.hello ];
  buildInputs = builtins.concatLists [
    (with py; [ grafted numpy scipy tabulate ])
    [ pkgs.R ]
    (builtins.attrValues { inherit (pkgs.rPackages) zoo graft_r stringr; })
  ];
}
