[
  # tools
  (self: super: { my-tool = super.hello or null; })

  # python
  (self: super: {
    python3 = super.python3.override {
      packageOverrides = pself: psuper: {
        heapdict = psuper.buildPythonPackage {
          pname = "heapdict";
          version = "1.0.1";
          format = "setuptools";
          src = psuper.fetchPypi { pname = "HeapDict"; version = "1.0.1"; sha256 = "8495f57b3e03d8e46d5f1b2cc62ca881aca392fd5cc048dc0aa2e1a6d23ecdb6"; };
        };
      };
    };
    python3Packages = self.python3.pkgs;
  })
]
