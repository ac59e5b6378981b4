# Evaluates a shell or an image, with nixpkgs' attributes for parameters without defaults.
#
# file: the text on trial; takesAll: whether it is a function of all of nixpkgs, `pkgs: …`; attribute: the one to
# take where there are several. An argument that nixpkgs does not have ends the evaluation where it is used. What is
# thrown are the codes of ProgramVerdict.
{
  file,
  entry,
  attribute,
  takesAll,
}:
let
  value = import file;
  pkgs = import entry { };
  parameters = builtins.functionArgs value;
  needed = builtins.filter (name: !parameters.${name}) (builtins.attrNames parameters);
  arguments = builtins.listToAttrs (
    map (name: {
      inherit name;
      value =
        if name == "pkgs" then
          pkgs
        else if name == "system" then
          builtins.currentSystem
        else
          pkgs.${name} or (throw "nixgraft:unknown-argument:${name}");
    }) needed
  );
  called = if builtins.isFunction value then value (if takesAll then pkgs else arguments) else value;
  isModule = !(called ? drvPath) && builtins.isList (called.packages or null);
  # What `withPackages` returns has both.
  isEnvironment = input: input ? env && input ? sitePackages;
  inputs =
    shell:
    builtins.concatMap (name: flat (shell.${name} or [ ])) [
      "buildInputs"
      "nativeBuildInputs"
      "propagatedBuildInputs"
      "propagatedNativeBuildInputs"
    ];
  flat = value: if builtins.isList value then builtins.concatMap flat value else [ value ];
  derivations =
    if called ? drvPath then
      [ called ]
    else if (called.${attribute} or { }) ? drvPath then
      [ called.${attribute} ]
    else if builtins.isList (called.packages or null) then
      # A module of devenv.
      builtins.filter (value: value ? drvPath) (
        called.packages ++ [ (called.languages.python.package or { }) ]
      )
    else
      builtins.filter (value: value ? drvPath) (builtins.attrValues called);
in
if called ? perSystem then
  throw "nixgraft:flake-parts-module"
else if derivations == [ ] then
  throw "nixgraft:no-derivation"
else
  {
    derivations = map (value: value.drvPath) derivations;
    environments = builtins.length (
      builtins.filter isEnvironment (if isModule then derivations else builtins.concatMap inputs derivations)
    );
  }
