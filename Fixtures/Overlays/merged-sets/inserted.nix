final: prev:
{
  # A tool of our own.
  hello-world = prev.writeShellScriptBin "hello-world" ''
    echo "sha256 = \"not a hash\"" ''${HOME}
  '';

  python3Packages = prev.python3Packages // {
    # asked for
    adagio = final.python3Packages.buildPythonPackage rec {
      pname = "adagio";
      version = "0.2.6";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
      };

      build-system = [ final.python3Packages.setuptools ];

      dependencies = [ final.python3Packages.triad ];

      doCheck = false;

      meta = {
        license = final.lib.licenses.asl20;
      };
    };

    bottle = final.python3Packages.buildPythonPackage rec {
      pname = "bottle";
      version = "0.12.18";
      format = "setuptools";
      src = final.fetchzip {
        url = "https://files.pythonhosted.org/packages/d9/4f/57887a07944140dae0d039d8bc270c249fc7fc4a00744effd73ae2cde0a9/${pname}-${version}.tar.gz";
        sha256 = "09prywgi63vsbnf2zdwjb8hnrjdcgcm86jgvvc4a7qsnfp0izpqx";
      };
      doCheck = false;
      # keep: the tests want a server
    };

    # needed by adagio
    triad = final.python3Packages.buildPythonPackage rec {
      pname = "triad";
      version = "1.0.3";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
      };

      build-system = [ final.python3Packages.setuptools ];

      dependencies = [ final.python3Packages.six ];

      doCheck = false;

      meta = {
        license = final.lib.licenses.asl20;
      };
    };
  };

  rPackages = prev.rPackages // {
    here = final.rPackages.buildRPackage {
      name = "here-0.1"; # old on purpose
      src = final.fetchurl {
        url = "https://cran.r-project.org/src/contrib/Archive/here/here_0.1.tar.gz";
        sha256 = "sha256-W6Xn2QAvyFvGM3BrfuSGUFwSsL9eyxdwKL7G23BvZe0=";
      };
      propagatedBuildInputs = [ final.rPackages.rprojroot ];
      nativeBuildInputs = [ final.rPackages.rprojroot ];
    };
    # --- end of the R packages ---

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
}
