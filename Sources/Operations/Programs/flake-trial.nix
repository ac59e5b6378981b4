# Evaluates the development shell of a flake, with nixpkgs and stand-ins for what many flakes take beside
# it; any other input ends the evaluation where it is used. What is thrown are the codes of ProgramVerdict.
#
# file: the text on trial; root: nixpkgs' directory; source: what stands for the input as a path
{
  file,
  entry,
  root,
  source,
  system,
  attribute,
}:
let
  flake = import file;
  declared = flake.inputs or { };
  named = builtins.functionArgs flake.outputs;
  nixpkgs = {
    outPath = toString source;
    lib = import (root + "/lib");
    legacyPackages.${system} = import entry { inherit system; };
  };
  systems = [
    "x86_64-linux"
    "aarch64-linux"
    "x86_64-darwin"
    "aarch64-darwin"
  ];
  eachSystem =
    systems: f:
    builtins.foldl' (
      all: system:
      let
        own = f system;
      in
      builtins.foldl' (
        all: name: all // { ${name} = (all.${name} or { }) // { ${system} = own.${name}; }; }
      ) all (builtins.attrNames own)
    ) { } systems;
  eachSystemMap =
    systems: f:
    builtins.listToAttrs (
      map (name: {
        inherit name;
        value = f name;
      }) systems
    );
  known = {
    flake-utils.lib = {
      inherit eachSystem eachSystemMap;
      eachDefaultSystem = eachSystem systems;
      eachDefaultSystemMap = eachSystemMap systems;
      defaultSystems = systems;
      system = builtins.listToAttrs (
        map (name: {
          inherit name;
          value = name;
        }) systems
      );
      mkApp =
        {
          drv,
          exePath ? "/bin/${drv.pname or drv.name}",
          ...
        }:
        {
          type = "app";
          program = "${drv}${exePath}";
        };
    };
    systems.outPath = builtins.toFile "systems.nix" (
      "[ " + builtins.concatStringsSep " " (map (name: "\"${name}\"") systems) + " ]"
    );
  };
  url = name: declared.${name}.url or "";
  isNixpkgs = name: builtins.match ".*nixpkgs(/.*)?" (url name) != null;
  # Inputs have any name; what they are is in their addresses.
  kind =
    name:
    if builtins.match "github:numtide/flake-utils(/.*)?" (url name) != null then
      "flake-utils"
    else if builtins.match "github:nix-systems/default(-linux)?(/.*)?" (url name) != null then
      "systems"
    else
      name;
  input =
    name:
    if name == "nixpkgs" || isNixpkgs name then
      nixpkgs
    else
      known.${kind name} or (throw "nixgraft:unknown-input:${name}");
  inputs =
    builtins.mapAttrs (name: _: input name) (removeAttrs (declared // named) [ "self" ])
    // {
      inherit nixpkgs self;
    };
  self = flake.outputs inputs // {
    inherit inputs;
    outPath = builtins.dirOf file;
  };
  shells = self.devShells.${system} or { };
  packages = self.packages.${system} or { };
  # What `withPackages` returns has both.
  isEnvironment = input: input ? env && input ? sitePackages;
  inputsOf =
    shell:
    builtins.concatMap (name: flat (shell.${name} or [ ])) [
      "buildInputs"
      "nativeBuildInputs"
      "propagatedBuildInputs"
      "propagatedNativeBuildInputs"
    ];
  flat = value: if builtins.isList value then builtins.concatMap flat value else [ value ];
  # The one that is asked for or usual, else all that there are; `nix develop` goes on to the packages.
  found =
    if shells ? ${attribute} then
      [ shells.${attribute} ]
    else if self ? devShell.${system} then
      [ self.devShell.${system} ]
    else if shells != { } then
      builtins.attrValues shells
    else if packages ? ${attribute} then
      [ packages.${attribute} ]
    else if self ? defaultPackage.${system} then
      [ self.defaultPackage.${system} ]
    else
      [ ];
in
if found == [ ] then
  throw "nixgraft:no-shell:${system}"
else
  {
    derivations = map (shell: shell.drvPath) found;
    environments = builtins.length (builtins.filter isEnvironment (builtins.concatMap inputsOf found));
  }
