{ sources, pkgs }:
self: super: {
  server = self.callPackage ../server.nix { };
  pretty = pkgs.writeShellScriptBin "pretty" "exec ${self.fourmolu}/bin/fourmolu";
}
