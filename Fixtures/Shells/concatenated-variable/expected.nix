let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  common = with pkgs; [ which R rPackages.graft_r rPackages.stringr ];
  pythonPkgs = ps: with ps; [ grafted numpy tabulate ];
in
pkgs.mkShell {
  buildInputs = common ++ [ (pkgs.python3.withPackages pythonPkgs) ];
}
