pkgs: python: {
  # asked for
  adagio = python.buildPythonPackage rec {
    pname = "adagio";
    version = "0.2.6";
    pyproject = true;

    src = pkgs.fetchPypi {
      inherit pname version;
      hash = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
    };

    build-system = [ python.setuptools ];

    dependencies = [ python.triad ];

    doCheck = false;

    meta = {
      license = pkgs.lib.licenses.asl20;
    };
  };

  first = python.buildPythonPackage rec {
    pname = "first"; version = "2.0.2"; format = "setuptools";
    src = pkgs.fetchPypi { inherit pname version; hash = "sha256-/yhbCMVfjJfOTqcBJ0OvJJXJ8SkXhfFjcivTb2r2078="; };
  };

  # needed by adagio
  triad = python.buildPythonPackage rec {
    pname = "triad";
    version = "1.0.3";
    pyproject = true;

    src = pkgs.fetchPypi {
      inherit pname version;
      hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
    };

    build-system = [ python.setuptools ];

    dependencies = [ python.six ];

    doCheck = false;

    meta = {
      license = pkgs.lib.licenses.asl20;
    };
  };
}
