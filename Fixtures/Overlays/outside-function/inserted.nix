let
  # Usable without the overlay, too.
  packageOverrides = pyself: pysuper: {
    inflection = pysuper.buildPythonPackage rec {
      pname = "inflection";
      version = "0.5.1";
      src = builtins.fetchTarball {
        url = "https://files.pythonhosted.org/packages/e1/7e/691d061b7329bc8d54edbf0ec22fbfb2afe61facb681f9aaa9bff7a27d04/inflection-${version}.tar.gz";
        sha256 = "1q8917fq626y2ni7qvki1k2wgvdx9xngpxf2hf8n3g4sycfc5ddk";
      };
      doCheck = false;
    };

    humanize = pysuper.humanize.overridePythonAttrs (old: { doCheck = false; });

    # asked for
    adagio = pyself.callPackage (
      { pkgs }:
      pyself.buildPythonPackage rec {
        pname = "adagio";
        version = "0.2.6";
        format = "setuptools";

        src = pyself.fetchPypi {
          inherit pname version;
          sha256 = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
        };

        propagatedBuildInputs = [ pyself.triad ];

        doCheck = false;

        meta = {
          license = pkgs.lib.licenses.asl20;
        };
      }
    ) { };

    # needed by adagio
    triad = pyself.callPackage (
      { pkgs }:
      pyself.buildPythonPackage rec {
        pname = "triad";
        version = "1.0.3";
        format = "setuptools";

        src = pyself.fetchPypi {
          inherit pname version;
          sha256 = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
        };

        propagatedBuildInputs = [ pyself.six ];

        doCheck = false;

        meta = {
          license = pkgs.lib.licenses.asl20;
        };
      }
    ) { };
  };
in
final: prev: {
  python38 = prev.python38.override { inherit packageOverrides; };

  rPackages =
    prev.rPackages
    // prev.rPackages.override (old: {
      overrides = (old.overrides or { }) // {
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
    });
}
