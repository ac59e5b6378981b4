# Two overlays as one.
{ lib ? (import <nixpkgs> { }).lib }:
lib.composeManyExtensions [
  (final: prev: {
    hello-wrapper = prev.writeText "x" "y";
  })
  (final: prev: {
    pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
      (
        python-final: python-prev: {
          sortedcontainers = python-final.buildPythonPackage rec {
            pname = "sortedcontainers";
            version = "2.4.0";
            pyproject = true;
            build-system = with python-final; [ setuptools ];
            src = python-final.fetchPypi {
              inherit pname version;
              sha256 = "sha256-JcqloGzDC2uD0RQjQz9l0fnXbExqDJDjN56qQ7m/24g=";
            };
          };
        }
      )
    ];
  })
]
