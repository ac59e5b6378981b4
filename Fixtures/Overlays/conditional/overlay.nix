final: prev: {
  pythonPackagesExtensions = prev.pythonPackagesExtensions
    ++ prev.lib.optionals prev.stdenv.isLinux [
      (pyfinal: pyprev: {
        tabulate = pyfinal.buildPythonPackage rec {
          pname = "tabulate";
          version = "0.8.9";
          format = "setuptools";
          src = final.fetchPypi {
            inherit pname version;
            sha256 = "19qkdz8xwk5jxa5xn53mnk76qnh4ysm81vzj664jw1b0azr167gb";
          };
          doCheck = false; # slow
        };
      })
    ];
}
