# The inner list is for the compiler's parts.
let
  pkgs = import <nixpkgs> { };
  compiler = removeAttrs pkgs.llvmPackages [ "lldb" ];
  inputs = with pkgs; [
    (with compiler; [
      clang
      lld
    ])
    git
    jq
  ];
in
{
  shell = pkgs.mkShell { buildInputs = inputs; };
  package = pkgs.stdenv.mkDerivation {
    name = "package";
    buildInputs = inputs;
  };
}
