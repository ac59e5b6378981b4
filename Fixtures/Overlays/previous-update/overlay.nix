final: prev: prev // {
  python3Packages = prev.python3Packages // {
    first = prev.python3Packages.buildPythonPackage rec {
      pname = "first";
      version = "2.0.2";
      format = "setuptools";
      src = prev.fetchPypi { inherit pname version; hash = "sha256-/yhbCMVfjJfOTqcBJ0OvJJXJ8SkXhfFjcivTb2r2078="; };
    };
  };
}
