final: prev: {
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
    (pyfinal: pyprev: {
      # asked for
      holder = pyfinal.buildPythonPackage rec {
        pname = "holder";
        version = "1.0";
        format = "wheel";
        src = final.fetchurl {
          url = "https://files.pythonhosted.org/packages/f4/7a/a1e824b4999dc6d6e4f5aaf4de9c6e9074fba0c730feed30e61389e294e7/holder-1.0-py3-none-any.whl";
          hash = "sha256-9Hqh6CS0mZ3G1uT1qvTenG6QdPugxzD+7TDmE4nilOc=";
        };
        dependencies = [ pyfinal.shared-leaf ];
      };

      private = pyfinal.buildPythonPackage { pname = "private"; version = "1"; src = ./.; };

      # needed by holder
      shared-leaf = pyfinal.buildPythonPackage rec {
        pname = "shared-leaf";
        version = "1.0";
        format = "wheel";
        src = final.fetchurl {
          url = "https://files.pythonhosted.org/packages/1c/d6/7defceb068a0983dc03055ca55dc5045e4ed5e93e31b0f38a2e966a3b3b2/shared_leaf-1.0-py3-none-any.whl";
          hash = "sha256-HNZ9786waKCYPcAwVcpV3FBF5O1ek+MbDzii6Wajs7I=";
        };
      };
    })
  ];
}
