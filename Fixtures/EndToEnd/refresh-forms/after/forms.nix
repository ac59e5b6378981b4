{
  fetchPypi,
  fetchurl,
  numpy,
  system,
  version ? "1.2",
  sha256 ? "sha256-vS9BhPQQzvxFqLpoEGkaFZnVbk9+XOLTpQQahBFOMoM=",
}:
let
  hashes = {
    x86_64-linux = "sha256-CmhE0KaS18yPk6lKievZCQ0yByyHBfh+YL2LS9lurQM=";
    aarch64-linux = "sha256-CmhE0KaS18yPk6lKievZCQ0yByyHBfh+YL2LS9lurQM=";
  };
in
{
  default = fetchPypi {
    pname = "graftling";
    inherit version sha256;
  };
  letArgument = fetchPypi (
    let
      release = "1.0";
    in
    {
      pname = "handmade";
      version = release;
      hash = "sha256-LTvtCb7jzafUbtDUImbZ6PHd/qX9xNSvDQdS8g5faDw=";
    }
  );
  overridden = numpy.overridePythonAttrs (old: rec {
    version = "1.26.4";
    src = old.src.override {
      inherit version;
      hash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    };
  });
  bare = fetchPypi {
    pname = "loop_b";
    version = "1.0";
    sha256 = "n1AKU+iIGIbNfaA51pTORSUYHxNhYiUvZdbC4dFUbyc=";
  };
  unquoted = fetchPypi {
    pname = "loop_a";
    version = "1.0";
    hash = sha256:03pi8prcqcf5wp6k0309yrnln4mgij5aln7hanmzlh5if1i3dbla;
  };
  base16 = fetchPypi {
    pname = "budding";
    version = "1.0";
    sha256 = "0b44d1f129487b71910ba0a74302b184a576df3b36156e876815c99401abdba0";
  };
  bySystem = fetchurl {
    url = "https://pypi.python.org/packages/source/f/forgetful/forgetful-1.0.tar.gz";
    hash = hashes.${system};
  };
  oldAddress = fetchurl {
    url = "http://pypi.python.org/packages/source/f/forgetful/forgetful-1.0.tar.gz";
    sha256 = "sha256-CmhE0KaS18yPk6lKievZCQ0yByyHBfh+YL2LS9lurQM=";
  };
  table = {
    small.name = "small.bin";
    small.hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  };
  unknown = fetchurl {
    url = system;
    hash = "";
  };
}
