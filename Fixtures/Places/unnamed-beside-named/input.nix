{ inputs, ... }:
{
  flakes = final: _: {
    inputs = builtins.mapAttrs (_: flake: flake.packages.${final.system} or { }) inputs;
  };
  modifications = final: prev: { tool = prev.hello; };
}
