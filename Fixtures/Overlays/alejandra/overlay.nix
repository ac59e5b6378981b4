{...}: final: prev: let
  inherit (final) callPackage;
in {
  pythonPackagesExtensions =
    (prev.pythonPackagesExtensions or [])
    ++ [
      (py-final: py-prev: {
        tabulate = py-final.buildPythonPackage rec {
          pname = "tabulate";
          version = "0.8.9";
          format = "setuptools";
          src = py-final.fetchPypi {
            inherit pname version;
            sha256 = "19qkdz8xwk5jxa5xn53mnk76qnh4ysm81vzj664jw1b0azr167gb";
          };
          doCheck = false; # slow
        };
      })
    ];
}
