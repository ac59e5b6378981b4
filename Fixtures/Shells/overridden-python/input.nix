# https://nixos.wiki style
let
  pkgs = import <nixpkgs> {};
  python = pkgs.python3.override {
    packageOverrides = self: super: { };
  };
in pkgs.mkShell {
  buildInputs = [
    (python.withPackages(ps: with ps; [
      numpy        # arrays
      pandas       # frames
    ]))
    pkgs.jq pkgs.curl
  ];
}
