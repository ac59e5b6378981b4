final: prev: with prev; {
  pythonPackagesExtensions = pythonPackagesExtensions ++ [
    (self: super: with self; {
      tabulate = self.buildPythonPackage rec {
        pname = "tabulate";
        version = "0.8.9";
        format = "setuptools";
        src = fetchPypi {
          inherit pname version;
          sha256 = "19qkdz8xwk5jxa5xn53mnk76qnh4ysm81vzj664jw1b0azr167gb";
        };
        doCheck = false; # slow
      };
    })
  ];
}
