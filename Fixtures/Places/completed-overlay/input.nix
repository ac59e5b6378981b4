{ inputs, lib, ... }:
{
  flake.common.overlays =
    let
      games = lib.composeExtensions inputs.games.overlays.default (
        final: prev: { servers = prev.servers // { own = final.hello; }; }
      );
      packages = final: prev: { tool = prev.hello; };
    in
    [
      packages
      games
    ];
}
