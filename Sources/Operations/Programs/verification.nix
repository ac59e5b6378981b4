# Evaluates packages to their derivations.
#
# packages: packages.nix; sets: the paths of the Python sets that may have a package
# modules, libraries: attributes of those and of rPackages
{
  entry,
  overlays,
  packages,
  sets,
  modules,
  libraries,
}:
let
  pkgs = packages { inherit entry overlays; };
  at = builtins.foldl' (value: name: value.${name} or { }) pkgs;
  # What an override of the interpreter adds may be in its own set alone.
  python =
    name:
    let
      having = builtins.filter (builtins.hasAttr name) (map at sets);
    in
    if having == [ ] then
      throw "attribute '${name}' missing"
    else
      map (found: found.${name}.drvPath) having;
in
builtins.deepSeq (map python modules ++ map (name: pkgs.rPackages.${name}.drvPath) libraries) true
