{ pkgs }:
final: prev:
let
  inherit (final.python) version;
in
{
  # asked for
  leafy = final.buildPythonPackage rec {
    pname = "leafy";
    version = "1.1";
    format = "wheel";

    src = pkgs.fetchurl {
      url = "https://files.pythonhosted.org/packages/19/b2/ee1cd04e1fe78eacb2609f994f0cae6a09c0de3d63b6bcf037b8b756174d/leafy-1.1-py3-none-any.whl";
      hash = "sha256-GbLuHNBOH+eOrLJgn5lPDK5qCcDePWO2vPA3uLdWF00=";
    };

    dependencies = [ final.six ];

    meta = {
      license = {
        fullName = "BSD-3-Clause";
      };
    };
  };
  numpy = final.callPackage ./numpy.nix { inherit (prev) numpy; };
  pandas = prev.pandas // { inherit version; };
}
