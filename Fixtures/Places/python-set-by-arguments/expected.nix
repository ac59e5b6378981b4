{ self, pkgs }:
pyfinal: pyprev: {
  torch = pyprev.torch-bin.override { cudaPackages = pkgs.cudaPackages_12; };
  reader = pyfinal.callPackage ./reader.nix { src = self; };
  # needed by adagio
  triad = pyfinal.buildPythonPackage rec {
    pname = "triad";
    version = "1.0.3";
    pyproject = true;

    src = pkgs.fetchPypi {
      inherit pname version;
      hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
    };

    build-system = [ pyfinal.setuptools ];

    dependencies = [ pyfinal.six ];

    doCheck = false;

    meta = {
      license = pkgs.lib.licenses.asl20;
    };
  };
}
