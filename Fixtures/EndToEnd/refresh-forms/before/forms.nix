{
  fetchPypi,
  fetchurl,
  numpy,
  system,
  version ? "1.2",
  sha256 ? "",
}:
let
  hashes = {
    x86_64-linux = "";
    aarch64-linux = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
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
      hash = "";
    }
  );
  overridden = numpy.overridePythonAttrs (old: rec {
    version = "1.26.4";
    src = old.src.override {
      inherit version;
      hash = "";
    };
  });
  bare = fetchPypi {
    pname = "loop_b";
    version = "1.0";
    sha256 = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  };
  unquoted = fetchPypi {
    pname = "loop_a";
    version = "1.0";
    hash = sha256:0000000000000000000000000000000000000000000000000000;
  };
  base16 = fetchPypi {
    pname = "budding";
    version = "1.0";
    sha256 = "0000000000000000000000000000000000000000000000000000000000000000";
  };
  bySystem = fetchurl {
    url = "https://pypi.python.org/packages/source/f/forgetful/forgetful-1.0.tar.gz";
    hash = hashes.${system};
  };
  oldAddress = fetchurl {
    url = "http://pypi.python.org/packages/source/f/forgetful/forgetful-1.0.tar.gz";
    sha256 = "";
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
