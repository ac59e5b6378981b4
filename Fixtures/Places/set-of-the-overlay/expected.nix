self: super: {
  pythonOverrides = pself: psuper: {
    aaa = pself.toPythonModule super.hello;

    # needed by adagio
    triad = pself.buildPythonPackage rec {
      pname = "triad";
      version = "1.0.3";
      pyproject = true;

      src = self.fetchPypi {
        inherit pname version;
        hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
      };

      build-system = [ pself.setuptools ];

      dependencies = [ pself.six ];

      doCheck = false;

      meta = {
        license = self.lib.licenses.asl20;
      };
    };
  };
  python3 = super.python3.override { packageOverrides = self.pythonOverrides; };
}
