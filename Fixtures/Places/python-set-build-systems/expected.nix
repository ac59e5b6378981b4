{ pkgs }:
final: prev: {
  # needed by adagio
  triad = final.buildPythonPackage rec {
    pname = "triad";
    version = "1.0.3";
    pyproject = true;

    src = pkgs.fetchPypi {
      inherit pname version;
      hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
    };

    build-system = [ final.setuptools ];

    dependencies = [ final.six ];

    doCheck = false;

    meta = {
      license = pkgs.lib.licenses.asl20;
    };
  };

  zict = prev.zict.overrideAttrs (old: {
    nativeBuildInputs = old.nativeBuildInputs ++ final.resolveBuildSystem { setuptools = [ ]; };
  });
}
