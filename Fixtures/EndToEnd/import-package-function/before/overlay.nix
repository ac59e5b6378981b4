# A package, which an overlay takes in as `tool = import ./overlay.nix final prev;`.
final: prev: with prev; stdenv.mkDerivation {
  name = "tool";
  src = ./.;
}
