{
  pkgs ? import <nixpkgs> { },
}:
let
  overlays = import ../overlays;
  withTools = pkgs.extend overlays.tools;
  byHand = pkgs.extend (
    self: super: {
      mine = import ../. { pkgs = self; };
    }
  );
in
{
  tools = withTools.mine or null == null;
  hand = byHand.mine != null;
}
