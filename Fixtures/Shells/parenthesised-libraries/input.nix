let
  config = { packageOverrides = pkgs: { }; };
  pkgs = import <nixpkgs> { inherit config; };
in
  pkgs.stdenv.mkDerivation {
    name = "jupyter";
    buildInputs = [
      (pkgs.python3.buildEnv.override {
        ignoreCollisions = true;
        extraLibs = (with pkgs.python3Packages; [
          numpy
          pandas
        ]) ++ [ pkgs.python3Packages.six ];
      })
    ];
  }
