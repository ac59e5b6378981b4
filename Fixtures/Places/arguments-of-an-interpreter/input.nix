final: prev: {
  packageOverrides = pyfinal: pyprev: {
    grafted-tool = final.python312.pkgs.callPackage ./grafted-tool.nix { };
  };
}
