{ pkgs, ... }:
let
  preOverlay = final: prev: {
    zict = prev.zict.overridePythonAttrs (old: { doCheck = false; });
  };
in
{
  inherit preOverlay;
}
