let
  nixpkgs = import <nixpkgs>;
  pkgs = nixpkgs { config.allowUnfree = true; };
  inherit (pkgs) lib;
  pythonPackageNames = ps: [ ps.numpy ps.six ];
in
pkgs.mkShell rec {
  name = "shell-${lib.version}";
  python = pkgs.python3.withPackages pythonPackageNames;
  buildInputs = [ python ];
}
