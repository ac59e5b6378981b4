let
  # Usable without the overlay, too.
  packageOverrides = pyself: pysuper: {
    inflection = pysuper.buildPythonPackage rec {
      pname = "inflection";
      version = "0.5.1";
      src = builtins.fetchTarball {
        url = "https://files.pythonhosted.org/packages/e1/7e/691d061b7329bc8d54edbf0ec22fbfb2afe61facb681f9aaa9bff7a27d04/inflection-${version}.tar.gz";
        sha256 = "1q8917fq626y2ni7qvki1k2wgvdx9xngpxf2hf8n3g4sycfc5ddk";
      };
      doCheck = false;
    };

    humanize = pysuper.humanize.overridePythonAttrs (old: { doCheck = false; });
  };
in
final: prev: {
  python38 = prev.python38.override { inherit packageOverrides; };
}
