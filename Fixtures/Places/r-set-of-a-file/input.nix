{ pkgs, ... }:
self: super: {
  zoo = self.buildRPackage {
    name = "zoo-1.0";
  };
}
