_: pkgs:
let
  packageOverrides = selfPackages: superPackages: {
    aaa = superPackages.toPythonModule pkgs.hello;

    # needed by adagio
    triad = selfPackages.buildPythonPackage rec {
      pname = "triad";
      version = "1.0.3";
      pyproject = true;

      src = pkgs.fetchPypi {
        inherit pname version;
        hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
      };

      build-system = [ selfPackages.setuptools ];

      dependencies = [ selfPackages.six ];

      doCheck = false;

      meta = {
        license = pkgs.lib.licenses.asl20;
      };
    };
  };
in
{
  python3 = pkgs.python3.override (old: {
    packageOverrides = pkgs.lib.composeExtensions (old.packageOverrides or (_: _: { })) packageOverrides;
  });
}
