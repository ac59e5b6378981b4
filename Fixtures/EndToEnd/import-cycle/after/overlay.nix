# Packages that nixpkgs lacks, written by nixgraft; edit freely.
final: prev:
let
  python = pyfinal: pyprev: {
    # asked for
    # needed to build loop-b
    loop-a = pyfinal.buildPythonPackage rec {
      pname = "loop-a";
      version = "1.0";
      format = "wheel";

      src = final.fetchurl {
        url = "https://files.pythonhosted.org/packages/b7/3e/51157ca3413f7201de21e2437989d1ad4a5a44a7cf0bf85012ed1611c5be/loop_a-1.0-py3-none-any.whl";
        hash = "sha256-tz5RFXyjQT9yAd4h4kN5idGtSlpEp88L+FAS7RYRxb4=";
      };
    };

    loop-b = pyfinal.buildPythonPackage rec {
      pname = "loop-b";
      version = "1.0";
      pyproject = true;

      src = final.fetchPypi {
        pname = "loop_b";
        inherit version;
        hash = "sha256-n1AKU+iIGIbNfaA51pTORSUYHxNhYiUvZdbC4dFUbyc=";
      };

      build-system = [ pyfinal.loop-a ];

      doCheck = false;
    };
  };
in
{
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ python ];
}
