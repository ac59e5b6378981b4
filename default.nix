# nixgraft as a Nix package.
#
#   nix-build                             the program; also as `pkgs.callPackage ./. { }`
#   nix-build -A fromSource               built with nixpkgs' Swift, 6.2 or newer
#   nix-build -A fromTarball              the released program, its libraries from nixpkgs
#
# The program comes from source where nixpkgs' Swift is new enough, else from the release that `release.json`
# describes (`make dist` writes one). `release` takes another such file's contents.
{
  pkgs ? import <nixpkgs> { },
  lib ? pkgs.lib,
  release ? if builtins.pathExists ./release.json then lib.importJSON ./release.json else null,
}:
let
  inherit (pkgs.stdenv.hostPlatform) system;

  source = builtins.readFile ./Sources/Operations/Version.swift;
  version = lib.head (builtins.match ".*current = \"([^\"]*)\".*" source);

  meta = {
    description = "Import what nixpkgs lacks from PyPI and CRAN into an overlay";
    license = lib.licenses.mit;
    mainProgram = "nixgraft";
    platforms = [
      "x86_64-linux"
      "aarch64-linux"
    ];
  };

  # What runs after either installation.
  installCheck = {
    doInstallCheck = true;
    installCheckPhase = ''
      runHook preInstallCheck
      "$out/bin/nixgraft" --version
      runHook postInstallCheck
    '';
  };

  fromTarball = pkgs.stdenv.mkDerivation (
    {
      pname = "nixgraft";
      inherit (release) version;
      src = pkgs.fetchurl { inherit (release.${system}) url hash; };
      nativeBuildInputs = [ pkgs.autoPatchelfHook ];
      buildInputs = [
        pkgs.curl
        pkgs.libarchive
        pkgs.zlib
        pkgs.stdenv.cc.cc.lib
      ];
      # Loaded by name when a page of HTML is read.
      runtimeDependencies = [ pkgs.libxml2 ];
      dontConfigure = true;
      dontBuild = true;
      installPhase = ''
        runHook preInstall
        mkdir -p $out
        cp -r bin share $out/
        runHook postInstall
      '';
      inherit meta;
    }
    // installCheck
  );

  # The Swift packages that this one depends on. `Tests/Scripts/nix-dependencies` writes them.
  dependencies = [
    # BEGIN dependencies
    { owner = "apple"; repo = "swift-argument-parser"; version = "1.8.2"; hash = "sha256-87davPixt6+/NIuYi2HSc/L6SJqfQClToWPK89N3ToQ="; }
    { owner = "apple"; repo = "swift-asn1"; version = "1.7.4"; hash = "sha256-sWmu7fLW0bawM3SWRLH37pMEFn0vc9MmCsVOkl2ax6k="; }
    { owner = "apple"; repo = "swift-crypto"; version = "4.5.2"; hash = "sha256-el/xcTRZhTtyoTC8njY0ygsvRvQYeiRVFGDIntcP/IU="; }
    { owner = "apple"; repo = "swift-system"; version = "1.8.1"; hash = "sha256-mnQcCHYW0oCadmIE9ayjs3aZiCVQRuliQ0qWpQ22OFQ="; }
    # END dependencies
  ];

  # SwiftPM fetches by git only, so each becomes a repository with one tag, in the place of the real one.
  repository =
    {
      owner,
      repo,
      version,
      hash,
    }:
    let
      fetched = pkgs.fetchFromGitHub {
        inherit owner repo hash;
        rev = version;
      };
    in
    ''
      mkdir -p "$NIX_BUILD_TOP/repositories/${owner}"
      cp -r ${fetched} "$NIX_BUILD_TOP/repositories/${owner}/${repo}"
      chmod -R u+w "$NIX_BUILD_TOP/repositories/${owner}/${repo}"
      (
        cd "$NIX_BUILD_TOP/repositories/${owner}/${repo}"
        git init -q
        git add -A -f
        git -c user.name=nix -c user.email= commit -qm ${version}
        git tag ${version}
        ln -s "$PWD" "$PWD.git"
      )
    '';

  fromSource = pkgs.stdenv.mkDerivation (
    {
      pname = "nixgraft";
      inherit version;
      src = lib.sourceByRegex ./. [
        "Package\\.swift"
        "CHANGELOG\\.md"
        "(Sources|Tests|Benchmarks|Fixtures)(/.*)?"
      ];
      nativeBuildInputs = [
        pkgs.swift
        pkgs.swiftpm
        pkgs.git
        pkgs.pkg-config
      ];
      buildInputs = [
        pkgs.curl
        pkgs.libarchive
        pkgs.zlib
        # SwiftPM's own libraries, of which the program uses two.
        (pkgs.swiftPackages.Foundation or null)
        (pkgs.swiftPackages.Dispatch or null)
      ];
      configurePhase = ''
        runHook preConfigure
        export HOME=$NIX_BUILD_TOP/home
        mkdir -p "$HOME"
        ${lib.concatMapStrings repository dependencies}
        git config --global url."file://$NIX_BUILD_TOP/repositories/".insteadOf https://github.com/
        git config --global protocol.file.allow always
        runHook postConfigure
      '';
      buildPhase = ''
        runHook preBuild
        for product in nixgraft generate-manual; do
          swift build -c release --disable-sandbox -j "''${NIX_BUILD_CORES:-1}" --product $product
        done
        SOURCE_DATE_EPOCH=''${SOURCE_DATE_EPOCH:-1} bash Tests/Scripts/manual \
          .build/release/nixgraft .build/release/generate-manual .build/share
        runHook postBuild
      '';
      installPhase = ''
        runHook preInstall
        install -D -m 755 .build/release/nixgraft $out/bin/nixgraft
        cp -r .build/share $out/share
        runHook postInstall
      '';
      postFixup = ''
        patchelf --add-rpath ${lib.makeLibraryPath [ pkgs.libxml2 ]} $out/bin/nixgraft
      '';
      inherit meta;
    }
    // installCheck
  );

  hasSwift = pkgs ? swift && lib.versionAtLeast (pkgs.swift.version or "0") "6.2";
  hasRelease = release != null && release ? ${system};

  parts = {
    inherit fromSource fromTarball;
    # Whether there is a package at all.
    isAvailable = hasSwift || hasRelease;
  };
  none = throw (
    "nixgraft needs Swift 6.2 or newer, and this nixpkgs has ${pkgs.swift.version or "none"}; "
    + "there is no release.json of a released tarball for ${system} either"
  );
in
if hasSwift then
  fromSource // parts
else if hasRelease then
  fromTarball // parts
else
  parts
  // {
    type = "derivation";
    name = "nixgraft-${version}";
    drvPath = none;
    outPath = none;
  }
