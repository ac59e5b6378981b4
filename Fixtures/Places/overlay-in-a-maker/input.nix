{ pkgs, ... }:
let
  makeEnvironment =
    { version, overrides, ... }:
    let
      attribute = "python${version}";
      python = pkgs.${attribute}.override { packageOverrides = overrides; };
    in
    (python.withPackages (ps: [ ps.requests ])).overrideAttrs (old: {
      passthru = old.passthru // rec {
        overlay = self: super: {
          ${attribute} = super.${attribute}.override { packageOverrides = overrides; };
        };
        nixpkgs = import pkgs.path { overlays = pkgs.overlays ++ [ overlay ]; };
      };
    });
in
makeEnvironment
