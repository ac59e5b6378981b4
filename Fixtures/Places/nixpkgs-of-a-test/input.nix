{ pkgs, ... }:
pkgs.testers.runNixOSTest {
  name = "service";
  nodes.machine = {
    nixpkgs.overlays = [ (final: prev: { tool = final.writeShellScriptBin "tool" "exit 0"; }) ];
  };
  testScript = "";
}
