# Packages that nixpkgs lacks, written by nixgraft; edit freely.
final: prev:
let
  python = pyfinal: pyprev: {
    # asked for
    leafy = pyfinal.buildPythonPackage rec {
      pname = "leafy";
      version = "1.1";
      format = "wheel";

      src = final.fetchurl {
        url = "https://files.pythonhosted.org/packages/19/b2/ee1cd04e1fe78eacb2609f994f0cae6a09c0de3d63b6bcf037b8b756174d/leafy-1.1-py3-none-any.whl";
        hash = "sha256-GbLuHNBOH+eOrLJgn5lPDK5qCcDePWO2vPA3uLdWF00=";
      };

      dependencies = [ pyfinal.six ];

      pythonImportsCheck = [ "leafy" ];

      meta = {
        license = final.lib.licenses.bsd3;
      };
    };
  };
in
{
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ python ];
}
