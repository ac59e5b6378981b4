let
  pkgs = import <nixpkgs> { };
  rEnv = pkgs.rWrapper.override {
    packages = with pkgs.rPackages; [ ggplot2 data_table ];
  };
in
pkgs.mkShell {
  nativeBuildInputs = [ rEnv ];
}
