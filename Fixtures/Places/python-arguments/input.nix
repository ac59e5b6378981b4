pkgs: python:
pySelf: pySuper: {
  buildPythonPackage = pkgs.lib.makeOverridable python.pkgs.buildPythonPackage;
}
