let
  pkgs = import <nixpkgs> { config.allowUnfree = true; };
  pythonEnv = pkgs.python3.buildEnv.override {
    extraLibs = [ pkgs.python3Packages.numpy pkgs.python3Packages.scipy ];
    ignoreCollisions = true;
  };
in pkgs.stdenv.mkDerivation {
  name = "env";
  buildInputs = [ pythonEnv pkgs.R ];
}
