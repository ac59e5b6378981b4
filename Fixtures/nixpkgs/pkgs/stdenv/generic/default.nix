# stdenv: `mkDerivation` on the tools of the host.
{
  lib,
  system,
  glibcVersion,
}:
let
  inherit (builtins) isAttrs isFunction removeAttrs;

  shell = "/bin/bash";

  # A folder with `setup` in it, which nix-shell looks for.
  setup = derivation {
    name = "stdenv-linux";
    inherit system;
    builder = shell;
    args = [
      "-ec"
      # The shell ends last: Nix kills a builder whose output is closed, and `cp` closes it before it exits.
      "/bin/mkdir -p $out && /bin/cp ${./setup.sh} $out/setup && exit"
    ];
  };

  inputNames = [
    "depsBuildBuild"
    "nativeBuildInputs"
    "buildInputs"
    "propagatedNativeBuildInputs"
    "propagatedBuildInputs"
  ];
  checkInputNames = [
    "checkInputs"
    "nativeCheckInputs"
    "installCheckInputs"
    "nativeInstallCheckInputs"
  ];
  notForTheBuilder = [
    "env"
    "meta"
    "passthru"
    "pos"
    "src"
    "hardeningDisable"
    "strictDeps"
  ]
  ++ checkInputNames;

  inputs = list: map lib.getDev (builtins.filter (value: value != null) (lib.flatten list));

  make =
    overrideAttrs: attributes:
    let
      name = attributes.name or "${attributes.pname}-${attributes.version}";
      checks = lib.optionals (attributes.doCheck or false || attributes.doInstallCheck or false) (
        builtins.concatMap (list: attributes.${list} or [ ]) checkInputNames
      );
      isStructured = attributes.__structuredAttrs or false;
      arguments =
        removeAttrs attributes notForTheBuilder
        # Of structured attributes, programs see those in `env` alone.
        // (if isStructured then { env = attributes.env or { }; } else attributes.env or { })
        // lib.genAttrs inputNames (
          list:
          inputs (
            attributes.${list} or [ ] ++ lib.optionals (list == "nativeBuildInputs") checks
          )
        )
        // lib.optionalAttrs (attributes ? src) { inherit (attributes) src; }
        // {
          name = lib.strings.sanitizeDerivationName name;
          inherit system;
          stdenv = setup;
          builder = attributes.builder or shell;
          args =
            attributes.args or [
              "-e"
              (builtins.toFile "builder.sh" ''
                if [ -e "''${NIX_ATTRS_SH_FILE:-}" ]; then source "$NIX_ATTRS_SH_FILE"; fi
                source $stdenv/setup
                genericBuild
              '')
            ];
          __ignoreNulls = true;
          __structuredAttrs = isStructured;
        };
      result = derivation arguments;
    in
    result
    // {
      inherit overrideAttrs name;
      inherit stdenv;
      meta = {
        inherit name;
        available = true;
      }
      // attributes.meta or { };
      passthru = attributes.passthru or { };
      inputDerivation = result;
    }
    // attributes.passthru or { };

  fixed =
    function:
    let
      self = make (
        change:
        fixed (
          lib.extends (
            final: prev:
            let
              once = lib.toFunction change final;
            in
            if isFunction once then lib.toFunction change final prev else lib.toFunction change prev
          ) function
        )
      ) (lib.fix (attributes: function (attributes // { finalPackage = self; })));
    in
    self;

  stdenv = setup // {
    inherit shell;
    initialPath = [ ];
    isLinux = true;
    isDarwin = false;
    hostPlatform = platform;
    buildPlatform = platform;
    targetPlatform = platform;
    hasCC = true;
    cc = host "gcc-wrapper" "12" // {
      isGNU = true;
      isClang = false;
      cc = host "gcc" "12" // {
        lib = stdenv.mkDerivation {
          pname = "gcc-lib";
          version = "12";
          buildCommand = ''
            mkdir -p $out/nix-support
            printf '%s\n' libstdc++ libgcc_s libgomp libatomic libquadmath \
              > $out/nix-support/shared-libraries
          '';
        };
      };
      libc = host "glibc" glibcVersion;
      bintools = host "binutils" "2.40";
    };
    mkDerivation =
      attributes: fixed (if isFunction attributes then attributes else final: attributes);
  };

  # Something that is there without Nix.
  host =
    pname: version:
    stdenv.mkDerivation {
      inherit pname version;
      buildCommand = "mkdir -p $out";
    };

  parts = lib.splitString "-" system;
  platform = rec {
    inherit system;
    config = "${lib.head parts}-unknown-linux-gnu";
    isLinux = true;
    isDarwin = false;
    isWindows = false;
    isUnix = true;
    isGnu = true;
    isMusl = false;
    isx86_64 = lib.head parts == "x86_64";
    isAarch64 = lib.head parts == "aarch64";
    isx86 = isx86_64;
    isAarch = isAarch64;
    is64bit = true;
    isRiscV = false;
    extensions.sharedLibrary = ".so";
    linuxArch = if isAarch64 then "arm64" else "x86_64";
    go.GOARCH = if isAarch64 then "arm64" else "amd64";
  };
in
stdenv
