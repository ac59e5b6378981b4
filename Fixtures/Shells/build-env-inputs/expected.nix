let
  pkgs = import <nixpkgs> { config.allowUnfree = true; overlays = [ (import ../overlay.nix) ]; };
  pythonEnv = pkgs.python3.buildEnv.override {
    extraLibs = [ pkgs.python3Packages.grafted pkgs.python3Packages.numpy pkgs.python3Packages.scipy pkgs.python3Packages.tabulate ];
    ignoreCollisions = true;
  };
in pkgs.stdenv.mkDerivation {
  name = "env";
  buildInputs = [ pythonEnv pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ];
}
