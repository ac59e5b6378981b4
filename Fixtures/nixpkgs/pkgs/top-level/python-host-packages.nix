# The host's own build backends, as links: no network, but whatever versions it has.
{
  lib,
  self,
  python,
  buildPythonPackage,
  # The names of what is in the folder below.
  entries,
}:
let
  folder = "/usr/lib/python3/dist-packages";

  # The version in the name of the installed metadata, or null.
  versionOf =
    distribution:
    let
      found = builtins.filter (match: match != null) (
        map (builtins.match "${distribution}-([0-9][^-+]*)[^-]*\\.(dist|egg)-info") entries
      );
    in
    if found == [ ] then null else lib.head (lib.head found);

  host =
    {
      pname,
      distribution ? lib.replaceStrings [ "-" ] [ "_" ] pname,
      modules ? [ distribution ],
      dependencies ? [ ],
    }:
    let
      version = versionOf distribution;
    in
    lib.optionalAttrs (version != null) {
      ${pname} = buildPythonPackage {
        inherit pname version dependencies;
        format = "other";
        src = null;
        dontUnpack = true;
        doCheck = false;
        installPhase = ''
          site=$out/${python.sitePackages}
          mkdir -p $site
          for name in ${lib.concatStringsSep " " modules}; do
            if [ -e ${folder}/$name ]; then ln -s ${folder}/$name $site/; fi
            if [ -e ${folder}/$name.py ]; then ln -s ${folder}/$name.py $site/; fi
          done
          for information in ${folder}/${distribution}-[0-9]*-info; do
            ln -s $information $site/
          done
        '';
      };
    };
in
lib.mergeAttrsList (
  map host [
    {
      pname = "setuptools";
      modules = [
        "setuptools"
        "pkg_resources"
        "_distutils_hack"
      ];
    }
    { pname = "wheel"; }
    { pname = "packaging"; }
    { pname = "pip"; }
    { pname = "flit-core"; }
    { pname = "pathspec"; }
    { pname = "pluggy"; }
    {
      pname = "poetry-core";
      modules = [ "poetry" ];
    }
    {
      pname = "hatchling";
      dependencies = [
        self.packaging
        self.pathspec
        self.pluggy
      ];
    }
    { pname = "editables"; }
    {
      pname = "setuptools-scm";
      dependencies = [
        self.packaging
        self.setuptools
        self.typing-extensions
      ];
    }
  ]
)
