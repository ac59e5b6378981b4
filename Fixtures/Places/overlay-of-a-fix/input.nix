# An overlay that goes when nixpkgs has the fix is no place for packages.
{ inputs, ... }:
{
  flake.overlays = {
    more = inputs.more.overlays.default;

    zope-fix = _final: prev: {
      pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
        (_pyfinal: pyprev: {
          zope = pyprev.zope.overridePythonAttrs (_: { doCheck = false; });
        })
      ];
    };
  };
}
