{
  description = "Import what nixpkgs lacks from PyPI and CRAN into an overlay";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;
      systems = [
        "x86_64-linux"
        "aarch64-linux"
      ];
      forEach = make: lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
      nixgraft = pkgs: import ./default.nix { inherit pkgs; };
      # Where nixpkgs' Swift is too old and there is no release, there is the development shell only.
      whereAvailable = pkgs: lib.optionalAttrs (nixgraft pkgs).isAvailable;
    in
    {
      packages = forEach (pkgs: whereAvailable pkgs { default = nixgraft pkgs; });

      apps = forEach (
        pkgs:
        whereAvailable pkgs {
          default = {
            type = "app";
            program = lib.getExe (nixgraft pkgs);
            meta.description = "Import what nixpkgs lacks from PyPI and CRAN into an overlay";
          };
        }
      );

      overlays.default = final: prev: { nixgraft = nixgraft final; };

      devShells = forEach (pkgs: {
        default = pkgs.mkShell {
          packages = [
            pkgs.curl
            pkgs.libarchive
            pkgs.zlib
            pkgs.libxml2
            pkgs.pkg-config
            pkgs.git
            pkgs.nix
          ]
          # An older Swift is of no use; bring your own toolchain then.
          ++ lib.optionals (lib.versionAtLeast (pkgs.swift.version or "0") "6.2") [
            pkgs.swift
            pkgs.swiftpm
            pkgs.swift-format
          ];
        };
      });
    };
}
