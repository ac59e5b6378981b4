{ inputs, ... }:
{
  flakes = final: _: {
    inputs = builtins.mapAttrs (_: flake: flake.packages.${final.system} or { }) inputs;
  };
  additions = final: _prev: { own = final.lib.packagesFromDirectoryRecursive { directory = ./own; }; };
  modifications = final: prev: { tool = prev.hello; };
}
