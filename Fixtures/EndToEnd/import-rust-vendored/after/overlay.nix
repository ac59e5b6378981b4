# Packages that nixpkgs lacks, written by nixgraft; edit freely.
final: prev:
let
  python = pyfinal: pyprev: {
    # asked for
    crated = pyfinal.buildPythonPackage rec {
      pname = "crated";
      version = "1.0";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-nTYbzD0tI4c4NTvH6YcTPt1/NXDexdBbClyVv2q9HkM=";
      };

      cargoRoot = "rust";
      cargoVendorDir = "vendor";

      nativeBuildInputs = [
        final.rustPlatform.cargoSetupHook
        final.rustPlatform.maturinBuildHook
      ];

      doCheck = false;
    };
  };
in
{
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ python ];
}
