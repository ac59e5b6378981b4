{ pkgs ? import <nixpkgs> { } }:
let
  jupyterStart = pkgs.writeShellScriptBin "jupyter-start" ''
    uv run jupyter notebook
  '';
  tools = [ pkgs.uv ] ++ pkgs.lib.lists.optionals pkgs.stdenv.isLinux [ pkgs.glibcLocales ];
in
pkgs.mkShell {
  packages = [ jupyterStart ] ++ tools;
}
