# What nixpkgs' shape comes to in a few lines: an interpreter with a package set, R, overlays.
{ modern }:
{
  config ? { },
  overlays ? [ ],
}:
let
  inherit (builtins) attrNames elem filter foldl' map removeAttrs;

  known =
    if modern then
      [ "pyproject" "build-system" "dependencies" "optional-dependencies" "nativeCheckInputs" ]
    else
      [ ];

  derivation =
    args:
    args
    // rec {
      type = "derivation";
      name = args.name or "${args.pname}-${args.version}";
      outPath = "/nix/store/00000000000000000000000000000000-${name}";
      drvPath = "${outPath}.drv";
      drvAttrs = removeAttrs args known;
    };

  # A derivation whose path tells what is in some lists of it.
  depending = lists: made:
    let
      inputs = value: (value.paths or [ ]) ++ (value.packages or [ ]);
      key = value: value.name + builtins.concatStringsSep " " (map key (inputs value));
      keys = map (name: map key (made.${name} or [ ])) lists;
    in
    made // { drvPath = "${made.outPath}-${builtins.hashString "sha1" (builtins.toJSON keys)}.drv"; };

  hook = name: derivation { inherit name; };

  pythonSet =
    final: python:
    let
      buildPythonPackage =
        args:
        derivation (
          args
          // {
            name = "${python.libPrefix}-${args.pname}-${args.version}";
            pythonModule = python;
            nativeBuildInputs =
              (args.nativeBuildInputs or [ ])
              ++ (if modern then [ (hook "python-relax-deps-hook") ] ++ (args.build-system or [ ]) else [ ]);
            propagatedBuildInputs =
              (args.propagatedBuildInputs or [ ])
              ++ (if modern then args.dependencies or [ ] else [ ])
              ++ [ python ];
          }
        );
      simple =
        pname: version: url: dependencies:
        buildPythonPackage (
          {
            inherit pname version;
            src = { inherit url; };
          }
          // (if modern then { inherit dependencies; } else { propagatedBuildInputs = dependencies; })
        );
      github = name: "https://github.com/example/${name}/archive/refs/tags/1.tar.gz";
      base = self: {
        inherit python buildPythonPackage;
        numpy = simple "numpy" "2.3.5" "mirror://pypi/n/numpy/numpy-2.3.5.tar.gz" [ ];
        numpy_1 = simple "numpy" "1.26.4" "mirror://pypi/n/numpy/numpy-1.26.4.tar.gz" [ ];
        pandas = simple "pandas" "2.3.3" (github "pandas") [
          self.numpy
          self.python-dateutil
        ];
        python-dateutil =
          simple "python-dateutil" "2.9.0.post0" "mirror://pypi/p/python-dateutil/python-dateutil-2.9.0.post0.tar.gz"
            [ self.six ];
        six = simple "six" "1.17.0" (github "six") [ ];
        opencv4 = simple "opencv" "4.13.0" (github "opencv") [ self.numpy ];
        discordpy = simple "discord.py" "2.6.4" (github "discord.py") [ ];
        magic = simple "file" "5.45" "https://astron.example/file-5.45.tar.gz" [ ];
        fuse = simple "fuse-python" "1.0.9" "mirror://pypi/f/fuse-python/fuse-python-1.0.9.tar.gz" [ ];
        can = simple "python-can" "4.6.1" (github "python-can") [ ];
        private = simple "private" "1.0" (github "private") [
          (simple "vendored" "0.1" (github "vendored") [ ])
        ];
        dated = simple "dated" "0-unstable-2025-01-01" (github "dated") [ ];
        broken-input = simple "broken-input" "1.0" (github "broken-input") [ self.no-such-attribute ];
        throwing-input = simple "throwing-input" "1.0" (github "throwing-input") [
          self.six
          (throw "not for this python")
        ];
        application = removeAttrs (simple "application" "3.0" (github "application") [ ]) [ "pythonModule" ];
        testHook = hook "test-hook";
        throwing = throw "removed in 2025";
        nothing = null;
        function = x: x;
      };
      fix = extensions: let self = foldl' (set: extension: set // extension self set) (base self) extensions; in self;
    in
    fix (if modern then final.pythonPackagesExtensions else python.overrides);

  interpreter =
    final: version: overrides:
    let
      digits = builtins.replaceStrings [ "." ] [ "" ] version;
      self = derivation {
        pname = "python3";
        version = "${version}.7";
        libPrefix = "python${version}";
        pythonVersion = version;
        implementation = "cpython";
        inherit overrides;
        pythonAttr = "python${digits}";
        pkgs = pythonSet final self;
        override = change: interpreter final version [ (change { }).packageOverrides ];
        withPackages =
          choose:
          derivation {
            name = "python3-${version}.7-env";
            paths = choose self.pkgs;
            sitePackages = "lib/python${version}/site-packages";
            env = derivation { name = "interactive-python3-${version}.7-environment"; };
          };
      };
    in
    self;

  rSet = final: overrides: {
    override =
      change:
      rSet final ((if builtins.isFunction change then change { inherit overrides; } else change).overrides or { });
    buildRPackage =
      if modern then
        { requireX ? false, ... }@args: derivation args
      else
        { name, requireX ? false, ... }@args: derivation args;
    MASS = r final "MASS" "7.3-65" [ ];
    data_table = r final "data.table" "1.17.8" [ ];
    r_import = r final "r_import" "1.3.2" [ ];
    ggplot2 = r final "ggplot2" "4.0.0" [ final.rPackages.MASS ];
    gone = throw "archived";
  } // overrides;
  r =
    final: pname: version: propagatedBuildInputs:
    derivation (
      {
        inherit propagatedBuildInputs;
        name = "r-${pname}-${version}";
      }
      // (if modern then { inherit pname version; } else { })
    );

  base = final: {
    lib = {
      version = if modern then "26.05pre-git" else "20.09.1234.abcdef";
      licenses = { asl20 = { }; mit = { }; };
      trivial.revisionWithDefault = fallback: fallback;
      optionals = condition: list: if condition then list else [ ];
      composeExtensions =
        first: second: self: super:
        let
          changed = first self super;
        in
        changed // second self (super // changed);
    };
    path = if modern then ./modern else ./legacy;
    stdenv.hostPlatform.isDarwin = false;
    stdenv.cc.libc = derivation { name = "glibc-${if modern then "2.40-66" else "2.31"}"; };
    fetchurl = if modern then { url ? "", hash ? "" }: { } else { url ? "", sha256 ? "" }: { };
    autoPatchelfHook = hook "auto-patchelf-hook";
    awscli = derivation { pname = "awscli"; version = "1.42.18"; };
    xorg.libX11 = derivation { pname = "libx11"; version = "1.8.12"; };
    obsolete = throw "use something else";
    R = derivation { name = "R-4.5.2"; };
    rWrapper = {
      override = { packages }: derivation { name = "R-4.5.2-wrapper"; inherit packages; };
    };
    mkShell =
      arguments:
      depending [ "buildInputs" "nativeBuildInputs" ] (
        derivation (
          { name = "nix-shell"; } // arguments // {
            nativeBuildInputs = (arguments.nativeBuildInputs or [ ]) ++ (arguments.packages or [ ]);
          }
        )
      );
    writeTextDir = path: text: derivation { name = baseNameOf path; inherit text; };
    bashInteractive = derivation { name = "bash-5.3"; };
    coreutils = derivation { name = "coreutils-9.9"; };
    dockerTools = rec {
      image = name: arguments: depending [ "contents" ] (derivation (arguments // { inherit name; }));
      buildLayeredImage = arguments: image "${arguments.name}.tar.gz" arguments;
      streamLayeredImage = arguments: image "stream-${arguments.name}" arguments;
    };
    expat = derivation { pname = "expat"; version = "2.7.3"; };
    cmake = derivation { pname = "cmake"; version = "4.1.2"; };
    ninja = derivation { pname = "ninja"; version = "1.13.1"; };
    ${if modern then "pkg-config" else "pkgconfig"} = hook "pkg-config-wrapper-0.29.2";
    rPackages = rSet final { };
    python313 = interpreter final "3.13" [ ];
    python312 = interpreter final "3.12" [ ];
    python3 = final.python313;
    python3Packages = final.python3.pkgs;
    python312Packages = final.python312.pkgs;
    python27 = throw "python2 is gone";
  } // (
    if modern then
      {
        fetchPypi = x: x;
        pythonPackagesExtensions = [ ];
        rustPlatform = {
          cargoSetupHook = hook "cargo-setup-hook";
          maturinBuildHook = hook "maturin-build-hook";
          # As nixpkgs' own, it reads the lock when it is evaluated.
          importCargoLock =
            { lockFile, outputHashes ? { } }:
            builtins.seq (builtins.fromTOML (builtins.readFile lockFile)).package (hook "cargo-vendor-dir");
        };
      }
    else
      { }
  );

  final = foldl' (set: overlay: set // overlay final set) (base final) overlays;
in
final
