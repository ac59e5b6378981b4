self: super: {
  python3 = super.python3.override {
    packageOverrides = python-self: python-super: {
      inflection = python-super.buildPythonPackage rec {
        pname = "inflection";
        version = "0.5.1";
        src = super.fetchPypi {
          inherit pname version;
          hash = "sha256-GilzDTZumWqqz/svHxy5WT3Dji3dMMkSUMbd4J6ptBc=";
        };
      };
      heapdict = python-self.buildPythonPackage rec { pname = "HeapDict"; version = "1.0.1"; src = super.fetchPypi { inherit pname version; hash = "sha256-hJX1ez4D2ORtXxssxiyogayjkv1cwEjcCqLhptI+zbY="; }; };
    };
  };
}
