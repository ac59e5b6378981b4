# overrides shared by both interpreters
final: prev:

let
  common = python-final: python-prev: {

    # asked for
    adagio = python-final.buildPythonPackage rec {
      pname = "adagio";
      version = "0.2.6";
      format = "setuptools";

      src = python-final.fetchPypi {
        inherit pname version;
        sha256 = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
      };

      propagatedBuildInputs = [ python-final.triad ];

      doCheck = false;

      meta = {
        license = final.lib.licenses.asl20;
      };
    };

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

    # needed by adagio
    triad = python-final.buildPythonPackage rec {
      pname = "triad";
      version = "1.0.3";
      format = "setuptools";

      src = python-final.fetchPypi {
        inherit pname version;
        sha256 = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
      };

      propagatedBuildInputs = [ python-final.six ];

      doCheck = false;

      meta = {
        license = final.lib.licenses.asl20;
      };
    };

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

  r = {
    # asked for
    snakecase = final.rPackages.buildRPackage {
      name = "snakecase-0.11.0";

      src = final.fetchurl {
        urls = [
          "https://cran.r-project.org/src/contrib/snakecase_0.11.0.tar.gz"
          "https://cran.r-project.org/src/contrib/Archive/snakecase/snakecase_0.11.0.tar.gz"
        ];
        sha256 = "1ky1x2cp5rd0ffd9m1fji9sq4z4jsrpxzg30brw8bb4ihfjj114r";
      };

      propagatedBuildInputs = [
        final.rPackages.stringi
        final.rPackages.stringr
      ];
      nativeBuildInputs = [
        final.rPackages.stringi
        final.rPackages.stringr
      ];
    };
  };
in
{
  python37 = prev.python37.override patch;
  python38 = prev.python38.override (old: {
    packageOverrides = prev.lib.composeExtensions (old.packageOverrides or (_: _: { })) common;
  });
  rPackages =
    prev.rPackages
    // prev.rPackages.override (old: {
      overrides = (old.overrides or { }) // r;
    });
}
