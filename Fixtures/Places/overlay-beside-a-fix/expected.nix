# Of several overlays, the one that is for no fix is the place.
{
  overlays = {
    zope-fix = _final: prev: {
      zope = prev.zope.overrideAttrs (_: { doCheck = false; });
    };

    additions = final: _prev: {
      app = final.callPackage ./app.nix { };

      pythonPackagesExtensions = _prev.pythonPackagesExtensions ++ [
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
  };
}
