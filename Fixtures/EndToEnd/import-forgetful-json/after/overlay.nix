# Packages that nixpkgs lacks, written by nixgraft; edit freely.
final: prev:
let
  python = pyfinal: pyprev: {
    # asked for
    forgetful = pyfinal.buildPythonPackage rec {
      pname = "forgetful";
      version = "1.0";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-CmhE0KaS18yPk6lKievZCQ0yByyHBfh+YL2LS9lurQM=";
      };

      build-system = [ pyfinal.numpy ];

      pypaBuildFlags = [ "--skip-dependency-check" ];

      # imported, though not declared: six
      dependencies = [ pyfinal.six ];

      doCheck = false;

      meta = {
        description = "Names not all that it needs";
      };
    };
  };
in
{
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ python ];
}
