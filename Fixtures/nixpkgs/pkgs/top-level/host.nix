# What the host has: its Pythons, its R with the packages that it brings, and Debian's Python modules.
#
#   {
#     minors = [ "11" "12" … ];           # those that could be there
#     python = { "13" = "3.13.5"; };      # by minor version
#     r = "4.5.0";                        # or null
#     rLibraries = { MASS = "7.3-65"; };
#     distPackages = [ "setuptools" "setuptools-78.1.1.egg-info" ];
#   }
#
# Nix looks for itself, except in pure evaluation, as in flakes: there a derivation looks, whose result is
# imported. It is built once; after an upgrade of the host, `nix-store --delete` it.
{ system }:
let
  inherit (builtins)
    attrNames
    filter
    head
    listToAttrs
    match
    pathExists
    readDir
    readFile
    ;

  rLibrary = "/usr/lib/R/library";
  distPackages = "/usr/lib/python3/dist-packages";
  minors = [
    "11"
    "12"
    "13"
    "14"
    "15"
  ];
  recommended = [
    "KernSmooth"
    "MASS"
    "Matrix"
    "boot"
    "class"
    "cluster"
    "codetools"
    "foreign"
    "lattice"
    "mgcv"
    "nlme"
    "nnet"
    "rpart"
    "spatial"
    "survival"
  ];

  # The whole version is in the interpreter's headers. Where they are not installed it is that of Debian 12 and
  # 13, Ubuntu 24.04 and Debian testing.
  known = {
    "11" = "3.11.2";
    "12" = "3.12.3";
    "13" = "3.13.5";
    "14" = "3.14.7";
  };
  pythonVersion =
    minor:
    let
      header = "/usr/include/python3.${minor}/patchlevel.h";
      found =
        if pathExists header then match ".*#define PY_VERSION +\"([0-9.]+).*" (readFile header) else null;
    in
    if found == null then known.${minor} or "3.${minor}.0" else head found;

  versionOfR =
    name:
    let
      description = "${rLibrary}/${name}/DESCRIPTION";
      found =
        if pathExists description then match ".*\nVersion: ([0-9.-]+).*" (readFile description) else null;
    in
    if found == null then null else head found;

  pairs =
    names: value:
    listToAttrs (
      map (name: {
        inherit name;
        value = value name;
      }) names
    );

  seen = {
    python = pairs (filter (minor: pathExists "/usr/bin/python3.${minor}") minors) pythonVersion;
    r = versionOfR "base";
    rLibraries = pairs (filter (name: versionOfR name != null) recommended) versionOfR;
    distPackages = if pathExists distPackages then attrNames (readDir distPackages) else [ ];
  };

  built = derivation {
    name = "host.nix";
    inherit system;
    builder = "/bin/bash";
    preferLocalBuild = true;
    args = [
      "-ec"
      ''
        PATH=/usr/bin:/bin
        shopt -s nullglob
        version() { sed -n 's/^Version: *//p' "${rLibrary}/$1/DESCRIPTION" 2>/dev/null; }
        {
          echo '{ python = {'
          for minor in ${toString minors}; do
            [ -x /usr/bin/python3.$minor ] || continue
            header=/usr/include/python3.$minor/patchlevel.h
            found=$(sed -n 's/^#define PY_VERSION *"\([0-9.]*\).*/\1/p' $header 2>/dev/null || true)
            if [ -z "$found" ]; then
              case $minor in
                ${toString (map (minor: "${minor}) found=${known.${minor}} ;;") (attrNames known))}
                *) found=3.$minor.0 ;;
              esac
            fi
            echo "\"$minor\" = \"$found\";"
          done
          echo '}; rLibraries = {'
          for name in ${toString recommended}; do
            found=$(version $name || true)
            if [ -n "$found" ]; then echo "$name = \"$found\";"; fi
          done
          echo '}; distPackages = ['
          for entry in ${distPackages}/*; do echo "\"''${entry##*/}\""; done
          echo ']; r ='
          found=$(version base || true)
          if [ -n "$found" ]; then echo "\"$found\""; else echo null; fi
          echo '; }'
        } > $out
      ''
    ];
  };
  facts = if builtins ? currentSystem then seen else import built;
in
{
  inherit minors;
  inherit (facts)
    python
    r
    rLibraries
    distPackages
    ;
}
