# Packages that nixpkgs lacks, written by nixgraft; edit freely.
final: prev:
let
  python = pyfinal: pyprev: {
    # asked for
    budding = pyfinal.buildPythonPackage rec {
      pname = "budding";
      version = "2.0";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-KFtwYWLVxC6zXEG0TqAcc2ltKVLEiHkiUr7S+B4Lh9w=";
      };

      dependencies = [
        pyfinal.newleaf
        pyfinal.six
      ];

      doCheck = false;

      meta = {
        description = "Buds anew";
      };
    };

    # asked for
    mover = pyfinal.buildPythonPackage rec {
      pname = "mover";
      version = "2.0";
      format = "wheel";

      src = final.fetchurl {
        url = "https://files.pythonhosted.org/packages/cf/30/1b08c793683569c4c4f8b005733b5dc2e2d3e4abeb96e69a0417ddfc81c9/mover-2.0-py3-none-any.whl";
        hash = "sha256-zzAbCMeTaDVpxMT4sAVzO13C4tPkq+uW5poEF938gck=";
      };

      dependencies = [ pyfinal.shared-leaf ];
    };

    # needed by budding
    newleaf = pyfinal.buildPythonPackage rec {
      pname = "newleaf";
      version = "1.0";
      format = "wheel";

      src = final.fetchurl {
        url = "https://files.pythonhosted.org/packages/6d/fc/0ef6f0d0b0978ec8c4bb0627b4705805509fe175abfe3e7125d0b3852e1c/newleaf-1.0-py3-none-any.whl";
        hash = "sha256-bfwO9vDQsJeOyMS7Bie0cFgFUJ/hdav+PnEl0LOFLhw=";
      };
    };

    # needed by mover
    shared-leaf = pyfinal.buildPythonPackage rec {
      pname = "shared-leaf";
      version = "2.0";
      format = "wheel";

      src = final.fetchurl {
        url = "https://files.pythonhosted.org/packages/8a/4b/1ec7048a58b6e0f04611ce3d8852ef464a1dfcbb3e3af88f86f8b67df28e/shared_leaf-2.0-py3-none-any.whl";
        hash = "sha256-iksexwSKWLbg8EYRzj2IUu9GSh38uz46+I+G+LZ98o4=";
      };
    };
  };
in
{
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ python ];
}
