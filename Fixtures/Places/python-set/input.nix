self: super: {
  foo = self.buildPythonPackage rec {
    pname = "foo";
    version = "1.0";
    src = self.fetchPypi { inherit pname version; hash = ""; };
  };

  requests = super.requests.overridePythonAttrs (old: { doCheck = false; });
}
