# Packages that nixpkgs lacks, written by nixgraft; edit freely.
final: prev:
let
  python = pyfinal: pyprev: {
    # asked for
    budding = pyfinal.buildPythonPackage rec {
      pname = "budding";
      version = "1.0";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-C0TR8SlIe3GRC6CnQwKxhKV23zs2FW6HaBXJlAGr26A=";
      };

      dependencies = [
        pyfinal.oldleaf
        pyfinal.six
      ];

      doCheck = false;

      meta = {
        description = "Buds";
      };
    };

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

      meta = {
        license = {
          fullName = "BSD-3-Clause";
        };
      };
    };

    # needed by budding
    oldleaf = pyfinal.buildPythonPackage rec {
      pname = "oldleaf";
      version = "1.0";
      format = "wheel";

      src = final.fetchurl {
        url = "https://files.pythonhosted.org/packages/c8/93/27922f72db885c882e83cfccf86d42783c0bf3528dae999630ae69a6c209/oldleaf-1.0-py3-none-any.whl";
        hash = "sha256-yJMnki9y24hciC6Dz8z4bUJ4PAvzUo2umZYwrmmmwgk=";
      };
    };
  };
in
{
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ python ];
}
