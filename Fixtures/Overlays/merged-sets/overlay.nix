final: prev:
{
  # A tool of our own.
  hello-world = prev.writeShellScriptBin "hello-world" ''
    echo "sha256 = \"not a hash\"" ''${HOME}
  '';

  python3Packages = prev.python3Packages // {
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
  };
}
