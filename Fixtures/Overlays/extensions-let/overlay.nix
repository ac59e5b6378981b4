# Our packages, python and R.
self: super:
let
  lib = super.lib;
  # Versions that move together.
  versions = {
    inflection = "0.5.1";
  };
  pythonOverrides = pyself: pysuper: rec {
    toolz = pyself.buildPythonPackage rec {
      pname = "toolz";
      version = "0.10.0";
      format = "setuptools";
      src = self.fetchurl {
        url = "https://files.pythonhosted.org/packages/22/8e/037b9ba5c6a5739ef0dcde60578c64d49f45f64c5e5e886531bfbc39157f/${pname}-${version}.tar.gz";
        sha256 = "08fdd5ef7c96480ad11c12d472de21acd32359996f69a5259299b540feba4560";
      };
      doCheck = false;
      meta = with lib; {
        description = "List processing tools and functional utilities";
        license = licenses.bsd3;
      };
    };
    /* needs nothing */
    inflection = pyself.buildPythonPackage {
      pname = "inflection";
      version = versions.inflection;
      format = "wheel";
      src = self.fetchurl {
        url = "https://files.pythonhosted.org/packages/59/91/aa6bde563e0085a02a435aa99b49ef75b0a4b062635e606dab23ce18d720/inflection-${versions.inflection}-py2.py3-none-any.whl";
        hash = "sha256-84srZAk4pPNa3mmsPQUwQpWbYqDxB2pbuqG5UmYFqKI=";
      };
      propagatedBuildInputs = [ toolz ];
    };
  };
  rOverrides = {
    praise = self.rPackages.buildRPackage {
      name = "praise-1.0.0";
      src = self.fetchurl {
        urls = [
          "https://cran.r-project.org/src/contrib/praise_1.0.0.tar.gz"
          "https://cran.r-project.org/src/contrib/Archive/praise/praise_1.0.0.tar.gz"
        ];
        sha256 = "1gfyypnvmih97p2r0php9qa39grzqpsdbq5g0fdsbpq5zms5w0sw";
      };
    };
  };
in
{
  pythonPackagesExtensions = super.pythonPackagesExtensions ++ [ pythonOverrides ];

  rPackages = super.rPackages.override (old: {
    overrides = (old.overrides or { }) // rOverrides;
  });
}
