{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
let
  jupyterStart = pkgs.writeShellScriptBin "jupyter-start" ''
    uv run jupyter notebook
  '';
  tools = [ pkgs.uv ] ++ pkgs.lib.lists.optionals pkgs.stdenv.isLinux [ pkgs.glibcLocales ];
in
pkgs.mkShell {
  packages = [ jupyterStart (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ] ++ tools;
}
