final: prev:
builtins.mapAttrs
  (
    name: package:
    final.callPackage (
      { sources, buildPythonPackage }:
      buildPythonPackage {
        inherit (sources.${name}) src pname version;
        propagatedBuildInputs = package.needs;
      }
    ) { }
  )
  {
    flake8-black.needs = [ ];
    flake8-isort.needs = with prev; [ isort ];
  }
