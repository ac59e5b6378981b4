# Evaluates a shell or an image, with nixpkgs' attributes for parameters without defaults.
#
# file: the text on trial; attribute: the one to take where there are several
{
  file,
  entry,
  attribute,
}:
let
  value = import file;
  pkgs = import entry { };
  parameters = builtins.functionArgs value;
  needed = builtins.filter (name: !parameters.${name}) (builtins.attrNames parameters);
  arguments = builtins.listToAttrs (
    map (name: {
      inherit name;
      value = if name == "pkgs" then pkgs else pkgs.${name};
    }) needed
  );
  called = if builtins.isFunction value then value arguments else value;
  derivations =
    if called ? drvPath then
      [ called ]
    else if (called.${attribute} or { }) ? drvPath then
      [ called.${attribute} ]
    else
      builtins.filter (value: value ? drvPath) (builtins.attrValues called);
in
if derivations == [ ] then
  throw "it has no derivation"
else
  {
    derivations = map (value: value.drvPath) derivations;
  }
