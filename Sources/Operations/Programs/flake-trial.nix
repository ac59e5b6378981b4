# Evaluates the development shell of a flake, with nixpkgs and stand-ins for what many flakes take beside
# it; any other input ends the evaluation where it is used, with an error that names it.
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
  isNixpkgs = name: builtins.match ".*nixpkgs(/.*)?" (declared.${name}.url or "") != null;
  input =
    name:
    if name == "nixpkgs" || isNixpkgs name then
      nixpkgs
    else
      known.${name} or (throw "nixgraft: the flake has other inputs: ${name}");
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
  # The one that is asked for or usual, else all that there are.
  found =
    if shells ? ${attribute} then
      [ shells.${attribute} ]
    else if self ? devShell then
      [ self.devShell.${system} ]
    else
      builtins.attrValues shells;
in
if found == [ ] then
  throw "it has no development shell for '${system}'"
else
  {
    derivations = map (shell: shell.drvPath) found;
  }
