# The inner list is for the compiler's parts.
let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  compiler = removeAttrs pkgs.llvmPackages [ "lldb" ];
  inputs = with pkgs; [
    (with compiler; [
      clang
      lld
    ])
    git
    jq
    (python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
    R
    rPackages.graft_r
    rPackages.stringr
  ];
in
{
  shell = pkgs.mkShell { buildInputs = inputs; };
  package = pkgs.stdenv.mkDerivation {
    name = "package";
    buildInputs = inputs;
  };
}
