final: prev:
let
  fixes =
    pyfinal: pyprev:
    prev.lib.optionalAttrs (pyprev ? instrumentator) {
      instrumentator = pyprev.instrumentator.overridePythonAttrs { doCheck = false; };
    };
in
{
  pythonPackagesExtensions = (prev.pythonPackagesExtensions or [ ]) ++ [ fixes ];
}
