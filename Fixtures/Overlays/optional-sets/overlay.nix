final: prev: {
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
    (pyfinal: pyprev: { } // prev.lib.optionalAttrs prev.stdenv.isDarwin { foo = pyprev.six; } // {
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
