{ pkgs }:
final: prev: {
  zict = prev.zict.overrideAttrs (old: {
    nativeBuildInputs = old.nativeBuildInputs ++ final.resolveBuildSystem { setuptools = [ ]; };
  });
}
