let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  rEnv = pkgs.rWrapper.override {
    packages = with pkgs.rPackages; [ ggplot2 data_table graft_r stringr ];
  };
in
pkgs.mkShell {
  nativeBuildInputs = [ rEnv (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) ];
}
