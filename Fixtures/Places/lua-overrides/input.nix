final: prev: {
  luajit-own = prev.luajit.override {
    packageOverrides = import ./lua-overrides.nix { pkgs = final; };
  };
}
