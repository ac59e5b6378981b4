final: prev: {
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
    (pyfinal: pyprev: {
      re-spelled = pyfinal.buildPythonPackage rec {
        version = "1.0";
        pname = "re-spelled";
        format = "pyproject";
        src = final.fetchPypi { inherit pname version; hash = "sha256-Egk+eMyhoD90T5e6HK6UKP/jCbLCTD8VojQb8qjSvtM="; };
      };
    })
  ];
}
