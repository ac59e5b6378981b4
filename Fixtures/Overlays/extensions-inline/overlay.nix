final: prev: {
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
    (pyfinal: pyprev: {
      # Newer than what nixpkgs has.
      click-plugins = pyfinal.buildPythonPackage rec {
        pname = "click-plugins";
        version = "1.1.1.2";
        pyproject = true;

        src = final.fetchPypi {
          pname = "click_plugins";
          inherit version;
          hash = "sha256-1685hKmdJDwTGqGoKDMedjD0qIqXQf0FySeyBLz5ImE=";
        };

        build-system = [ pyfinal.setuptools ];
        dependencies = [ pyfinal.click ];

        doCheck = false;
      };

      termcolor = pyprev.termcolor.overridePythonAttrs (old: rec {
        version = "2.5.0";
        src = final.fetchPypi {
          inherit (old) pname;
          inherit version;
          hash = "sha256-mY2NJ9ptSEQujh8BYRkHa2kNliUHUx30iQ/NLbLvim8=";
        };
      });
    })
  ];
}
