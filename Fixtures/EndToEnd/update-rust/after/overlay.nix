# Packages that nixpkgs lacks, written by nixgraft; edit freely.
final: prev:
let
  python = pyfinal: pyprev: {
    # asked for
    rusty = pyfinal.buildPythonPackage rec {
      pname = "rusty";
      version = "2.0";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-HUZU70mSlpT5Vdp4ZuZeu8iLzrJ2Y3g/PRAwg31e6kg=";
      };

      cargoDeps = final.rustPlatform.importCargoLock {
        lockFile = ./rusty-2.0.Cargo.lock;
      };

      nativeBuildInputs = [
        final.rustPlatform.cargoSetupHook
        final.rustPlatform.maturinBuildHook
      ];

      dependencies = [ pyfinal.six ];

      doCheck = false;

      meta = {
        description = "Rusts";
      };
    };
  };
in
{
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ python ];
}
