# Either nixpkgs needs the overlay.
{
  system ? builtins.currentSystem,
}:
let
  pkgs =
    if system == "x86_64-darwin" then
      import <nixpkgs> {
        inherit system;
        overlays = [ ];
      }
    else
      import <nixpkgs> { inherit system; };
in
pkgs.mkShell {
  packages = with pkgs; [
    git
    jq
  ];
}
