{
  sources ? { },
  ...
}:
final: prev: {
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
    (pyfinal: pyprev: {
      # In a file of its own.
      inflection = pyfinal.callPackage ./inflection.nix { };

      wcwidth = pyfinal.callPackage (
        {
          buildPythonPackage,
          fetchPypi,
          setuptools,
        }:
        buildPythonPackage rec {
          pname = "wcwidth";
          version = "0.2.13";
          pyproject = true;

          src = fetchPypi {
            inherit pname version;
            hash = "sha256-cuoMBjmesobZeP3ttpI6nrR+HEhs5j6bTmT8GDA5crU=";
          };

          build-system = [ setuptools ];
          doCheck = false;
        }
      ) { };
    })
  ];
}
