# The way in: `import <nixpkgs> { overlays = [ … ]; config = { … }; }`.
{
  # Pure evaluation, as in flakes, has no currentSystem.
  system ? builtins.currentSystem or "x86_64-linux",
  config ? { },
  overlays ? [ ],
  ...
}:
let
  lib = import ../../lib;

  settings = if builtins.isFunction config then config { inherit pkgs; } else config;

  base =
    final:
    import ./all-packages.nix {
      inherit lib system;
      config = settings;
      pkgs = final;
    };

  # The older way to add packages: `config.packageOverrides = pkgs: { … }`.
  configured = final: prev: (settings.packageOverrides or (_: { })) prev;

  pkgs = lib.fix (
    lib.extends (lib.composeManyExtensions ([ configured ] ++ overlays)) (
      final:
      base final
      // {
        inherit overlays;
        extend =
          overlay:
          import ./impure.nix {
            inherit system config;
            overlays = overlays ++ [ overlay ];
          };
        appendOverlays =
          more:
          import ./impure.nix {
            inherit system config;
            overlays = overlays ++ more;
          };
      }
    )
  );
in
pkgs
