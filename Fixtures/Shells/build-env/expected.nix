with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };

(python3.buildEnv.override {
  extraLibs = with python3Packages; [
    grafted
    numpy
    tabulate
    toolz
  ];
  ignoreCollisions = true;
}).env
