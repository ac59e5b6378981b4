# What the environment in a file consists of: the inputs of a shell, else the derivations themselves.
#
# file: its path; attribute: the path of an attribute in it
# needed: derivations to have; wanted: such as are nice to have
{
  file,
  attribute,
  ...
}:
let
  called = value: if builtins.isFunction value then value { } else value;
  root = called (import file);
  step = value: name:
    if builtins.isAttrs value && builtins.hasAttr name value then called value.${name}
    else throw "there is no attribute '${name}' in it";
  chosen = builtins.foldl' step root attribute;
  isDerivation = value: builtins.isAttrs value && (value.type or "") == "derivation";
  flat = value:
    if builtins.isList value then builtins.concatMap flat value
    else if isDerivation value then [ value ]
    else [ ];
  inputs = shell:
    if shell ? inputDerivation then [ shell.inputDerivation ]
    else
      builtins.concatMap (name: flat (shell.${name} or [ ])) [
        "buildInputs" "nativeBuildInputs" "propagatedBuildInputs" "propagatedNativeBuildInputs"
        "stdenv"
      ];
  parts = value:
    if isDerivation value then
      if value ? shellHook then inputs value else [ value ]
    else if builtins.isAttrs value then
      builtins.concatMap (name: if isDerivation value.${name} then parts value.${name} else [ ])
        (builtins.attrNames value)
    else
      throw "it is neither a derivation nor a set of them";
  row = value: {
    derivation = builtins.unsafeDiscardStringContext value.drvPath;
    output = builtins.unsafeDiscardStringContext value.outPath;
  };
in
{
  needed = map row (parts chosen);
  wanted = [ ];
  isShell = isDerivation chosen && chosen ? shellHook;
}
