# Files, scripts, commands and trees of links.
{ lib, stdenv }:
let
  linkFarm = ./link-farm.py;

  runCommandWith =
    name: environment: buildCommand:
    stdenv.mkDerivation ({ inherit name buildCommand; } // environment);

  writeTextFile =
    {
      name,
      text,
      executable ? false,
      destination ? "",
      checkPhase ? "",
      meta ? { },
      passthru ? { },
      ...
    }:
    stdenv.mkDerivation {
      inherit
        name
        text
        executable
        destination
        checkPhase
        meta
        passthru
        ;
      passAsFile = [ "text" ];
      buildCommand = ''
        target=$out$destination
        mkdir -p "$(dirname "$target")"
        cp "$textPath" "$target"
        if [ -n "$executable" ]; then chmod +x "$target"; fi
        eval "$checkPhase"
      '';
    };

  buildEnv =
    {
      name ? "env",
      paths,
      pathsToLink ? [ "/" ],
      ignoreCollisions ? false,
      postBuild ? "",
      extraOutputsToInstall ? [ ],
      meta ? { },
      passthru ? { },
      ...
    }@arguments:
    stdenv.mkDerivation {
      name =
        if arguments ? pname && !(arguments ? name) then
          "${arguments.pname}-${arguments.version}"
        else
          name;
      inherit
        paths
        pathsToLink
        ignoreCollisions
        postBuild
        meta
        passthru
        ;
      buildCommand = ''
        /usr/bin/python3 -I ${linkFarm} "$out" "$ignoreCollisions" "$pathsToLink" $paths
        eval "$postBuild"
      '';
    };
in
rec {
  runCommand = runCommandWith;
  runCommandLocal = runCommandWith;
  runCommandCC = runCommandWith;

  inherit writeTextFile buildEnv;
  writeText =
    name: text:
    writeTextFile {
      inherit text;
      name = lib.strings.sanitizeDerivationName name;
    };
  writeTextDir =
    path: text:
    writeTextFile {
      name = lib.strings.sanitizeDerivationName (baseNameOf path);
      inherit text;
      destination = "/${path}";
    };
  writeScript =
    name: text:
    writeTextFile {
      inherit name text;
      executable = true;
    };
  writeScriptBin =
    name: text:
    writeTextFile {
      inherit name text;
      executable = true;
      destination = "/bin/${name}";
      meta.mainProgram = name;
    };
  writeShellScript = name: text: writeScript name "#!/usr/bin/bash\n${text}\n";
  writeShellScriptBin = name: text: writeScriptBin name "#!/usr/bin/bash\n${text}\n";
  writeShellApplication =
    {
      name,
      text,
      runtimeInputs ? [ ],
      ...
    }:
    writeShellScriptBin name ''
      set -euo pipefail
      export PATH="${lib.makeBinPath runtimeInputs}:$PATH"
      ${text}
    '';

  symlinkJoin =
    arguments@{
      paths,
      postBuild ? "",
      ...
    }:
    buildEnv (arguments // { ignoreCollisions = true; });
  linkFarm =
    name: entries:
    let
      list = if builtins.isAttrs entries then lib.mapAttrsToList lib.nameValuePair entries else entries;
    in
    runCommand name { } (
      lib.concatMapStrings (
        entry:
        let
          target = lib.escapeShellArg "${entry.path or entry.value}";
        in
        ''
          mkdir -p "$out/$(dirname ${lib.escapeShellArg entry.name})"
          ln -s ${target} "$out/"${lib.escapeShellArg entry.name}
        ''
      ) list
    );

  makeSetupHook =
    {
      name ? "hook",
      substitutions ? { },
      propagatedBuildInputs ? [ ],
      passthru ? { },
      meta ? { },
      ...
    }:
    script:
    stdenv.mkDerivation (
      lib.mapAttrs (_: toString) substitutions
      // {
        inherit
          name
          propagatedBuildInputs
          passthru
          meta
          script
          ;
        buildCommand = ''
          mkdir -p $out/nix-support
          substitute $script $out/nix-support/setup-hook ${
            lib.concatMapStrings (variable: " --subst-var ${variable}") (builtins.attrNames substitutions)
          }
          ${lib.optionalString (propagatedBuildInputs != [ ]) ''
            echo $propagatedBuildInputs > $out/nix-support/propagated-build-inputs
          ''}
        '';
      }
    );

  # The store paths that these need to run, a line each in `store-paths`.
  closureInfo =
    { rootPaths }:
    runCommand "closure-info"
      {
        exportReferencesGraph = lib.concatLists (
          lib.imap0 (index: path: [
            "closure-${toString index}"
            path
          ]) (lib.toList rootPaths)
        );
      }
      ''
        mkdir -p $out
        grep -hE '^/' closure-* | sort -u > $out/store-paths
      '';

  mkShell = mkShellWith;
  mkShellNoCC = mkShellWith;
  mkShellWith =
    {
      name ? "nix-shell",
      packages ? [ ],
      inputsFrom ? [ ],
      buildInputs ? [ ],
      nativeBuildInputs ? [ ],
      propagatedBuildInputs ? [ ],
      propagatedNativeBuildInputs ? [ ],
      shellHook ? "",
      ...
    }@arguments:
    let
      from =
        list: own: own ++ builtins.concatMap (package: package.${list} or [ ]) inputsFrom;
    in
    stdenv.mkDerivation (
      removeAttrs arguments [
        "packages"
        "inputsFrom"
      ]
      // {
        inherit name;
        buildInputs = from "buildInputs" buildInputs;
        nativeBuildInputs = packages ++ from "nativeBuildInputs" nativeBuildInputs;
        propagatedBuildInputs = from "propagatedBuildInputs" propagatedBuildInputs;
        propagatedNativeBuildInputs = from "propagatedNativeBuildInputs" propagatedNativeBuildInputs;
        shellHook = lib.concatStringsSep "\n" (
          lib.reverseList (map (package: package.shellHook or "") inputsFrom) ++ [ shellHook ]
        );
        # Building a shell keeps its inputs alive.
        buildCommand = ''
          { echo "# what the shell needs"; export -p; } > $out
        '';
      }
    );
}
