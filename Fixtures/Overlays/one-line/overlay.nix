self: super: {
  python3 = super.python3.override { packageOverrides = pself: psuper: { toolz = psuper.toolz.overridePythonAttrs (o: rec { version = "0.10.0"; src = pself.fetchPypi { inherit (o) pname; inherit version; sha256 = "0q25pbz41dcrj8jsasbgk5cj7lxc47g75m0j3k8hlj4ngkpxbz88"; }; }); }; };
}
