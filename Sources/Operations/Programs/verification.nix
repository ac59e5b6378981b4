# Evaluates packages to their derivations. What is thrown are the codes of ProgramVerdict.
#
# packages: packages.nix; sets: the paths of the Python sets that may have a package
# modules, libraries: attributes of those and of rPackages
# expected: attributes of which nixpkgs has at least half, or all but `tolerance`, and no fewer than another
# set, if the function is an overlay of it; `ofPython`: its Python set has; `exclusive`: and no other set has
# all of them
{
  entry,
  overlays,
  packages,
  sets,
  modules,
  libraries,
  expected,
  tolerance,
  ofPython,
  exclusive,
}:
let
  pkgs = packages { inherit entry overlays; };
  select = builtins.foldl' (value: name: value.${name} or { });
  # What an override of the interpreter adds may be in its own set alone.
  python =
    name:
    let
      having = builtins.filter (builtins.hasAttr name) (map (select pkgs) sets);
    in
    if having == [ ] then
      throw "nixgraft:no-effect"
    else
      map (found: found.${name}.drvPath) having;
  plain = packages {
    inherit entry;
    overlays = _: [ ];
  };
  pythons = select plain (builtins.head sets);
  own = if ofPython then pythons else plain;
  missingIn = set: builtins.filter (name: !(set ? ${name})) expected;
  missing = missingIn own;
  hasFewer =
    missing != [ ]
    && builtins.any (set: builtins.length (missingIn set) < builtins.length missing) others;
  others =
    if ofPython then
      [ plain ]
    else
      [ pythons ]
      ++ map (
        name:
        let
          set = builtins.tryEval (plain.${name} or { });
        in
        if set.success then set.value else { }
      ) [ "xorg" "gnome" "linuxPackages" "python2Packages" ];
  # What is bound like an overlay may return one package.
  given = overlays plain;
  isPackage =
    builtins.length given == 1
    && (
      let
        result = builtins.head given plain plain;
      in
      builtins.isAttrs result && result.type or null == "derivation"
    );
  isInAnother =
    expected != [ ] && builtins.any (set: builtins.all (name: set ? ${name}) expected) others;
in
if
  builtins.length missing * 2 > builtins.length expected && builtins.length missing > tolerance
  || hasFewer
then
  throw "nixgraft:foreign"
else if exclusive && isInAnother then
  throw "nixgraft:ambiguous"
else if isPackage then
  throw "nixgraft:one-package"
else
  builtins.deepSeq (map python modules ++ map (name: pkgs.rPackages.${name}.drvPath) libraries) true
