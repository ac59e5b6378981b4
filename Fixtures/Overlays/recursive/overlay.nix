self: super: rec {
  pythonOverrides = pself: psuper: {
    first = pself.buildPythonPackage rec {
      pname = "first";
      version = "2.0.2";
      format = "setuptools";
      src = pself.fetchPypi { inherit pname version; hash = "sha256-/yhbCMVfjJfOTqcBJ0OvJJXJ8SkXhfFjcivTb2r2078="; };
    };
  };
  python313 = super.python313.override { packageOverrides = pythonOverrides; };
  python3 = python313;
}
