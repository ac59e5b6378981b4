{ self, pkgs }:
pyfinal: pyprev: {
  torch = pyprev.torch-bin.override { cudaPackages = pkgs.cudaPackages_12; };
  reader = pyfinal.callPackage ./reader.nix { src = self; };
}
