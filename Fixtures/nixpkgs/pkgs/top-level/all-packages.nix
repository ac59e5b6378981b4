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

  host = import ./host.nix { inherit system; };

  # The minor version of the host's Python: the one that is asked for, or the oldest.
  pythonMinor =
    let
      minors = builtins.attrNames host.python;
    in
    config.pythonMinor or (if minors == [ ] then "11" else lib.head minors);
  # A flake's attributes are listed without asking the host.
  pythonMinors = if builtins ? currentSystem then [ pythonMinor ] else host.minors;
  pythons = builtins.foldl' (
    set: minor:
    set
    // {
      "python3${minor}" = lib.makeOverridable (import ../development/interpreters/python) {
        inherit lib pkgs stdenv;
        inherit (pkgs) pythonPackagesExtensions;
        pythonVersion = "3.${minor}";
        version = host.python.${minor} or "3.${minor}.0";
      };
      "python3${minor}Packages" = lib.recurseIntoAttrs pkgs."python3${minor}".pkgs;
    }
  ) { } pythonMinors;
in
import ./host-packages.nix { inherit lib stdenv; }
// pythons
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

  # The host's own linker finds what wheels link to, so that nothing is patched; but as with nixpkgs' own,
  # what no input brings stops the build.
  autoPatchelfHook =
    pkgs.makeSetupHook
      {
        name = "auto-patchelf-hook";
        substitutions.check = ../build-support/auto-patchelf.py;
      }
      (
        builtins.toFile "auto-patchelf-hook.sh" ''
          declare -a autoPatchelfPaths=()
          addAutoPatchelfSearchPath() {
            local path
            for path in "$@"; do
              if [ "$path" != -- ] && [ "$path" != --no-recurse ]; then autoPatchelfPaths+=("$path"); fi
            done
          }
          autoPatchelfPostFixup() {
            if [ -n "''${dontAutoPatchelf:-}" ]; then return 0; fi
            /usr/bin/python3 -I @check@ "$out" "''${autoPatchelfIgnoreMissingDeps[*]:-}" \
              "''${inputs[*]}" "''${autoPatchelfPaths[@]}"
          }
          postFixupHooks+=(autoPatchelfPostFixup)
        ''
      );
  makeWrapper = pkgs.makeSetupHook { name = "make-wrapper-hook"; } (
    builtins.toFile "make-wrapper-hook.sh" ""
  );

  dockerTools = import ../build-support/docker { inherit lib pkgs; };
  buildPackages = pkgs;

  # Python.
  pythonPackagesExtensions = [ ];
  python3 = pkgs."python3${pythonMinor}";
  python3Packages = lib.dontRecurseIntoAttrs pkgs."python3${pythonMinor}Packages";

  # R.
  R = import ../development/r-modules/r.nix {
    inherit lib stdenv;
    version = host.r;
  };
  rPackages = lib.recurseIntoAttrs (
    lib.makeOverridable (import ../development/r-modules) {
      inherit pkgs;
      inherit (pkgs) R;
      libraries = host.rLibraries;
      overrides = (config.rPackageOverrides or (_: { })) pkgs;
    }
  );
  rWrapper = lib.makeOverridable (import ../development/r-modules/wrapper.nix) {
    inherit lib stdenv;
    inherit (pkgs) R;
    packages = [ ];
  };
}
