{ pkgs ? import <nixpkgs> { }, ... }@args:
let
  callPackage = pkgs.lib.callPackageWith (pkgs // args);
  py = pkgs.python3Packages;
in
pkgs.mkShell {
  inputsFrom = [ pkgs.hello ];
  buildInputs = builtins.concatLists [
    (with py; [ numpy scipy ])
    [ pkgs.R ]
    (builtins.attrValues { inherit (pkgs.rPackages) zoo; })
  ];
}
