world: self: pkgs:
with pkgs;
{
  # asked for
  leafy = self.buildPythonPackage rec {
    pname = "leafy";
    version = "1.1";
    format = "wheel";

    src = world.fetchurl {
      url = "https://files.pythonhosted.org/packages/19/b2/ee1cd04e1fe78eacb2609f994f0cae6a09c0de3d63b6bcf037b8b756174d/leafy-1.1-py3-none-any.whl";
      hash = "sha256-GbLuHNBOH+eOrLJgn5lPDK5qCcDePWO2vPA3uLdWF00=";
    };

    dependencies = [ self.six ];

    pythonImportsCheck = [ "leafy" ];

    meta = {
      license = world.lib.licenses.bsd3;
    };
  };

  requests = requests.overridePythonAttrs { doCheck = false; };
}
