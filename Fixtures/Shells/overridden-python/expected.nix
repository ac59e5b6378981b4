# https://nixos.wiki style
let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  python = pkgs.python3.override {
    packageOverrides = self: super: { };
  };
in pkgs.mkShell {
  buildInputs = [
    (python.withPackages(ps: with ps; [
      grafted
      numpy        # arrays
      pandas       # frames
      tabulate
    ]))
    pkgs.jq pkgs.curl pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr
  ];
}
