# Packages that nixpkgs lacks, written by nixgraft; edit freely.
final: prev:
let
  python = pyfinal: pyprev: {
    # asked for
    cmaked = pyfinal.buildPythonPackage rec {
      pname = "cmaked";
      version = "1.0";
      pyproject = true;

      src = final.fetchPypi {
        inherit pname version;
        hash = "sha256-FD8BQp9mnLvXkIHxi7O8uircrlKGYD5jZyjIwQFmNmk=";
      };

      nativeBuildInputs = [
        final.cmake
        final.ninja
        final.pkg-config
      ];

      buildInputs = [ final.expat ];

      dontUseCmakeConfigure = true;

      pypaBuildFlags = [ "--skip-dependency-check" ];

      doCheck = false;
    };
  };
in
{
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ python ];
}
