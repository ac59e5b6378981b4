# Adds a Python and an R package, in either era of nixpkgs, so that a shell shows whether it sees it.
final: prev:
let
  python = pyfinal: pyprev: {
    grafted = pyfinal.buildPythonPackage {
      pname = "grafted";
      version = "1.0";
      src = ./.;
      format = "setuptools";
    };
  };
  patched =
    interpreter:
    prev.${interpreter}.override (old: {
      packageOverrides = prev.lib.composeExtensions (old.packageOverrides or (_: _: { })) python;
    });
in
{
  rPackages =
    prev.rPackages
    // prev.rPackages.override (old: {
      overrides = (old.overrides or { }) // {
        graft_r = final.rPackages.buildRPackage {
          name = "graft.r-1.0";
          src = ./.;
        };
      };
    });
}
// (
  if prev ? pythonPackagesExtensions then
    { pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ python ]; }
  else
    {
      python27 = patched "python27";
      python37 = patched "python37";
      python38 = patched "python38";
    }
)
