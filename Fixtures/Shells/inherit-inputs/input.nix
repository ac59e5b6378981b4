let
  inherit (import <nixpkgs> { }) pkgs;
  inherit (pkgs) mkShell python3 R rPackages;
  buildInputs = [ python3.pkgs.numpy R rPackages.zoo ];
in
mkShell { inherit buildInputs; }
