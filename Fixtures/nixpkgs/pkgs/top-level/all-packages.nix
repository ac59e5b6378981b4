# Every attribute of the stand-in.
{
  lib,
  system,
  config,
  pkgs,
}:
let
  inherit (pkgs) stdenv;

  trivial = import ../build-support/trivial.nix { inherit lib stdenv; };

  hosts = import ./host-packages.nix { inherit lib stdenv; };

  # The minor version of the host's Python, and its version where that is known.
  pythonMinor =
    let
      minors = builtins.filter (minor: builtins.pathExists "/usr/bin/python3.${minor}") [
        "11"
        "12"
        "13"
        "14"
      ];
    in
    config.pythonMinor or (if hosts.isPure || minors == [ ] then "11" else lib.head minors);
  pythonVersions = {
    # Debian 12 and 13, Ubuntu 24.04.
    "11" = "3.11.2";
    "12" = "3.12.3";
    "13" = "3.13.5";
  };
  pythonAttribute = "python3${pythonMinor}";
in
hosts.packages
// trivial
// {
  inherit
    lib
    system
    config
    pkgs
    ;
  path = ../..;
  callPackage = lib.callPackageWith pkgs;
  newScope = scope: lib.callPackageWith (pkgs // scope);
  callPackages = pkgs.callPackage;

  # The oldest C library of the hosts that are meant; manylinux wheels are chosen by it.
  stdenv = import ../stdenv/generic {
    inherit lib system;
    glibcVersion = "2.36";
  };
  stdenvNoCC = stdenv;
  inherit (stdenv) hostPlatform buildPlatform targetPlatform;
  gcc = stdenv.cc;

  fetchurl = import ../build-support/fetchurl { inherit lib stdenv; };
  fetchzip = import ../build-support/fetchzip.nix { inherit lib; inherit (pkgs) fetchurl; };
  fetchPypi = import ../build-support/fetchpypi { inherit lib; inherit (pkgs) fetchurl; };
  fetchFromGitHub =
    {
      owner,
      repo,
      rev ? null,
      tag ? null,
      ...
    }@arguments:
    pkgs.fetchzip (
      removeAttrs arguments [
        "owner"
        "repo"
        "rev"
        "tag"
        "fetchSubmodules"
      ]
      // {
        url = "https://github.com/${owner}/${repo}/archive/${
          if tag != null then "refs/tags/${tag}" else rev
        }.tar.gz";
        passthru = { inherit owner repo; };
      }
    );

  # The host's own linker finds what wheels link to.
  autoPatchelfHook = pkgs.makeSetupHook { name = "auto-patchelf-hook"; } (
    builtins.toFile "auto-patchelf-hook.sh" ""
  );
  makeWrapper = pkgs.makeSetupHook { name = "make-wrapper-hook"; } (
    builtins.toFile "make-wrapper-hook.sh" ""
  );

  dockerTools = import ../build-support/docker { inherit lib pkgs; };
  buildPackages = pkgs;

  # Python.
  pythonPackagesExtensions = [ ];
  ${pythonAttribute} = lib.makeOverridable (import ../development/interpreters/python) {
    inherit lib pkgs stdenv;
    inherit (pkgs) pythonPackagesExtensions;
    pythonVersion = "3.${pythonMinor}";
    version = pythonVersions.${pythonMinor} or "3.${pythonMinor}.0";
  };
  "${pythonAttribute}Packages" = lib.recurseIntoAttrs pkgs.${pythonAttribute}.pkgs;
  python3 = pkgs.${pythonAttribute};
  python3Packages = lib.dontRecurseIntoAttrs pkgs."${pythonAttribute}Packages";

  # R.
  R = import ../development/r-modules/r.nix { inherit lib stdenv; inherit (hosts) isPure; };
  rPackages = lib.recurseIntoAttrs (
    lib.makeOverridable (import ../development/r-modules) {
      inherit pkgs;
      inherit (pkgs) R;
      inherit (hosts) isPure;
      overrides = (config.rPackageOverrides or (_: { })) pkgs;
    }
  );
  rWrapper = lib.makeOverridable (import ../development/r-modules/wrapper.nix) {
    inherit lib stdenv;
    inherit (pkgs) R;
    packages = [ ];
  };
}
