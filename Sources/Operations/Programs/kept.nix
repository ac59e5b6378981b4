# What R packages of nixpkgs keep where another version takes their place.
#
# packages: packages.nix; wanted: attributes of rPackages, each with paths of attributes that it is to have
{
  entry,
  overlays,
  packages,
  wanted,
}:
let
  pkgs = packages { inherit entry overlays; };
  at = builtins.foldl' (
    value: name: if value != null && value ? ${name} then value.${name} else null
  ) pkgs;
  nameOf = package: package.pname or (builtins.parseDrvName package.name).name;
  look =
    { attribute, paths }:
    let
      package = pkgs.rPackages.${attribute};
      inputs = map nameOf (
        builtins.filter builtins.isAttrs (package.buildInputs ++ package.nativeBuildInputs)
      );
      found = path: at path != null && builtins.elem (nameOf (at path)) inputs;
    in
    if
      package ? overrideAttrs
      && package ? rCommand
      && builtins.isList package.propagatedBuildInputs
      && builtins.isList package.nativeBuildInputs
      && pkgs.lib ? subtractLists
    then
      map found paths
    else
      null;
in
{
  ready = true;
  items = map look wanted;
}
