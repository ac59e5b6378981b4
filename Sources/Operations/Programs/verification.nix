# Evaluates packages to their derivations.
#
# packages: packages.nix; sets: the paths of the Python sets that may have a package
# modules, libraries: attributes of those and of rPackages
# expected: attributes of which nixpkgs has at least half, if the function is an overlay of it
{
  entry,
  overlays,
  packages,
  sets,
  modules,
  libraries,
  expected,
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
  plain = packages {
    inherit entry;
    overlays = _: [ ];
  };
  missing = builtins.filter (name: !(plain ? ${name})) expected;
in
if builtins.length missing * 2 > builtins.length expected then
  throw "nixgraft: not an overlay of nixpkgs"
else
  builtins.deepSeq (map python modules ++ map (name: pkgs.rPackages.${name}.drvPath) libraries) true
