{ buildPythonPackage, fetchPypi }:
buildPythonPackage rec {
  pname = "docopt";
  version = "0.6.2";
  format = "setuptools";
  src = fetchPypi { inherit pname version; sha256 = "14f4hn6d1j4b99svwbaji8n2zj58qicyz19mm0x6pmhb50jsics9"; };
}
