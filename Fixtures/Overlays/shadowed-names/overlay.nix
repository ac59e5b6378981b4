self: super: {
  python38 = super.python38.override {
    packageOverrides = self: super: {
      bottle = super.buildPythonPackage rec {
        pname = "bottle";
        version = "0.12.18";
        src = super.fetchPypi {
          inherit pname version;
          sha256 = "0819b74b145a7def225c0e83b16a4d5711fde751cd92bae467a69efce720f69e";
        };
        propagatedBuildInputs = with self; [ setuptools ];
        doCheck = false;
      };
    };
  };
  python38Packages = self.python38.pkgs;
}
