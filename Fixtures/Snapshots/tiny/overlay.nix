final: prev: {
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
    (pyfinal: pyprev: {
      fugue = pyfinal.buildPythonPackage {
        pname = "fugue";
        version = "0.9.7";
        pyproject = true;
        dependencies = [ pyfinal.pandas pyfinal.numpy ];
      };
    })
  ];
}
