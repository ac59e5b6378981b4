# overrides shared by both interpreters
final: prev:

let
  common = python-final: python-prev: {

    cachetools = python-prev.cachetools.overridePythonAttrs (old: {
      version = "6.2.2";
      src = final.fetchFromGitHub {
        owner = "tkem";
        repo = "cachetools";
        rev = "v6.2.2";
        sha256 = "1wihxysbndg9cqsaw7ppbsgsnf4yvr5lqiny65i98hni9am35smi";
      };
    });

    termcolor = python-final.callPackage
      ({ buildPythonPackage, fetchPypi }:
        buildPythonPackage rec {
          pname = "termcolor";
          version = "1.1.0";

          src = fetchPypi {
            inherit pname version;
            sha256 = "0fv1vq14rpqwgazxg4981904lfyp84mnammw7y046491cv76jv8x";
          };
        })
      { };

    zict = python-final.buildPythonPackage rec {
      pname = "zict";
      version = "2.0.0";

      src = python-final.fetchPypi {
        inherit pname version;
        sha256 = "8e2969797627c8a663575c2fc6fcb53a05e37cdb83ee65f341fc6e0c3d0ced16";
      };

      propagatedBuildInputs = [ python-final.heapdict ];
      doCheck = false;
    };

  };

  patch = old: {
    packageOverrides = prev.lib.composeExtensions (old.packageOverrides or (_: _: { })) common;
  };
in
{
  python37 = prev.python37.override patch;
  python38 = prev.python38.override (old: {
    packageOverrides = prev.lib.composeExtensions (old.packageOverrides or (_: _: { })) common;
  });
}
