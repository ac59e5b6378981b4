# Packages that nixpkgs lacks, written by nixgraft; edit freely.
final: prev:
let
  python = pyfinal: pyprev: {
    # needed by graftling
    darwinish = pyfinal.buildPythonPackage rec {
      pname = "darwinish";
      version = "0.3";
      format = "wheel";

      src = final.fetchurl {
        url = "https://files.pythonhosted.org/packages/76/10/8315d9726fa457759af330e5d4003f0e818e743781885edc80b8989a8c17/darwinish-0.3-py3-none-any.whl";
        hash = "sha256-dhCDFdlyb6RXdZrzMOXUAD8OgY50N4GIXtyAuJiajBc=";
      };
    };

    # asked for
    graftling = pyfinal.buildPythonPackage rec {
      pname = "graftling";
      version = "1.2";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-vS9BhPQQzvxFqLpoEGkaFZnVbk9+XOLTpQQahBFOMoM=";
      };

      dependencies = [
        pyfinal.leafy
        pyfinal.numpy
      ]
      ++ final.lib.optionals final.stdenv.hostPlatform.isDarwin [ pyfinal.darwinish ];

      doCheck = false;

      meta = {
        description = "Grafts lings";
        homepage = "https://graftling.example/";
        license = final.lib.licenses.mit;
      };
    };

    # needed by graftling
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
  };
in
{
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ python ];
}
