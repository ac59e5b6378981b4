{
  outputs =
    { self, nixpkgs, ... }:
    {
      overlays.tools = final: prev: { tools = prev.callPackage packages/tools { };

        pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
          (pyfinal: pyprev: {
            # needed by adagio
            triad = pyfinal.buildPythonPackage rec {
              pname = "triad";
              version = "1.0.3";
              pyproject = true;

              src = final.fetchPypi {
                inherit pname version;
                hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
              };

              build-system = [ pyfinal.setuptools ];

              dependencies = [ pyfinal.six ];

              doCheck = false;

              meta = {
                license = final.lib.licenses.asl20;
              };
            };
          })
        ];
      };
      overlays.default = nixpkgs.lib.composeManyExtensions [
        (import overlays/packages.nix)
        self.overlays.tools
      ];
    };
}
