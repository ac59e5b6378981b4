{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.devshell.url = "github:numtide/devshell";
  outputs = { self, nixpkgs, devshell }:
    let
      pkgs = import nixpkgs { system = "x86_64-linux"; overlays = [ devshell.overlays.default ]; };
    in
    {
      devShells.x86_64-linux.default = pkgs.devshell.mkShell {
        devshell.name = "party";
      };
    };
}
