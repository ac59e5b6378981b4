final: prev: {
  python313 = prev.python313.override {
    packageOverrides = pyfinal: pyprev: {
      first = pyfinal.buildPythonPackage rec {
        pname = "first";
        version = "2.0.2";
        format = "setuptools";
        src = pyfinal.fetchPypi {
          inherit pname version;
          hash = "sha256-/yhbCMVfjJfOTqcBJ0OvJJXJ8SkXhfFjcivTb2r2078=";
        };
      };
    };
  };
}
