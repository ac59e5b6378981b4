{
  # Such as a flake has them.
  overlays = {
    default = final: prev: {
      pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
        (pyfinal: pyprev: {
          docopt = pyfinal.buildPythonPackage rec {
            pname = "docopt";
            version = "0.6.2";
            format = "setuptools";
            src = pyfinal.fetchPypi { inherit pname version; hash = "sha256-SbOoJSgL1ms6qDWF71nEqMgvLIpSLb51SovI0IyFxJE="; };
          };
        })
      ];
    };
    tools = final: prev: { };
  };
}
