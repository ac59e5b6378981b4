# Which packages of a set nixpkgs' own configuration allows, one item each.
#
# set: the set's path; wanted: its attributes
{
  entry,
  set,
  wanted,
}:
let
  pkgs = import entry { };
  packages = builtins.foldl' (value: name: value.${name} or { }) pkgs set;
  isAllowed =
    name:
    let
      result = builtins.tryEval ((packages.${name} or { }).meta.available or false);
    in
    result.success && result.value == true;
in
{
  ready = true;
  items = map isAllowed wanted;
}
