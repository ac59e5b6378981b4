pkgs: python: {
  first = python.buildPythonPackage rec {
    pname = "first"; version = "2.0.2"; format = "setuptools";
    src = pkgs.fetchPypi { inherit pname version; hash = "sha256-/yhbCMVfjJfOTqcBJ0OvJJXJ8SkXhfFjcivTb2r2078="; };
  };
}
