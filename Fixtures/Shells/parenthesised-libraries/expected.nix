let
  config = { packageOverrides = pkgs: { }; };
  pkgs = import <nixpkgs> { inherit config; overlays = [ (import ../overlay.nix) ]; };
in
  pkgs.stdenv.mkDerivation {
    name = "jupyter";
    buildInputs = [
      (pkgs.python3.buildEnv.override {
        ignoreCollisions = true;
        extraLibs = (with pkgs.python3Packages; [
          grafted
          numpy
          pandas
          tabulate
        ]) ++ [ pkgs.python3Packages.six ];
      })
      pkgs.R
      pkgs.rPackages.graft_r
      pkgs.rPackages.stringr
    ];
  }
