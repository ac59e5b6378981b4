let
  overlays = [
    (final: prev: { myhello = prev.hello; })
  ];
  config = { };
  pkgs = import <nixpkgs> { inherit overlays config; };
  inherit (pkgs) mkShell python3 R rPackages;
in
mkShell {
  packages = [ python3 R rPackages.ggplot2 ];
}
