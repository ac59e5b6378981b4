final: prev: {
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
    (pyfinal: pyprev: {
      re-spelled = pyfinal.buildPythonPackage rec {
        version = "2.0";
        pname = "re-spelled";
        format = "pyproject";
        src = final.fetchPypi { pname = "re_spelled"; inherit version; hash = "sha256-hcKnHVn57LHC58TXVN9liZBdGml4bgA89V5bHspywD4="; };
      };
    })
  ];
}
