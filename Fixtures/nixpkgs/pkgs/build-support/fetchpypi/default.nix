# A file of PyPI by the name of its project.
{ lib, fetchurl }:
lib.makeOverridable (
  {
    pname,
    version,
    format ? "setuptools",
    extension ? "tar.gz",
    dist ? "py2.py3",
    python ? "py2.py3",
    abi ? "none",
    platform ? "any",
    hash ? "",
    sha256 ? "",
    ...
  }:
  let
    letter = builtins.substring 0 1 pname;
  in
  fetchurl {
    url =
      if format == "wheel" then
        "https://files.pythonhosted.org/packages/${dist}/${letter}/${pname}/"
        + "${pname}-${version}-${python}-${abi}-${platform}.whl"
      else
        "mirror://pypi/${letter}/${pname}/${pname}-${version}.${extension}";
    inherit hash sha256;
  }
)
