# The host's Python, with a package set of its own.
{
  lib,
  pkgs,
  stdenv,
  pythonPackagesExtensions,
  # Such as "3.11".
  pythonVersion,
  version,
  packageOverrides ? (self: super: { }),
  # The interpreter with its overrides, which an override may give.
  self ? null,
}:
let
  attribute = "python${lib.replaceStrings [ "." ] [ "" ] pythonVersion}";
  sitePackages = "lib/python${pythonVersion}/site-packages";

  # What is installed is not seen through the host's own dist-packages: this is a virtual environment.
  interpreter = ''
    mkdir -p $out/bin $out/${sitePackages} $out/nix-support
    if ! [ -x /usr/bin/python${pythonVersion} ]; then
      echo "there is no /usr/bin/python${pythonVersion} here; run install-host-tools" >&2
      exit 1
    fi
    for name in python python3 python${pythonVersion}; do
      ln -s /usr/bin/python${pythonVersion} $out/bin/$name
    done
    printf '%s\n' 'home = /usr/bin' 'include-system-site-packages = false' > $out/pyvenv.cfg
    # What must be taken along where the host's files are not: an image.
    printf '%s\n' /usr/bin/python${pythonVersion} /usr/lib/python${pythonVersion} \
      > $out/nix-support/host-paths
  '';

  extensions = lib.composeManyExtensions (pythonPackagesExtensions ++ [ packageOverrides ]);

  packages = lib.makeScope pkgs.newScope (
    lib.extends extensions (import ../../../top-level/python-packages.nix { inherit lib pkgs python; })
  );

  # The modules that these need at run time, each once, with themselves.
  required =
    list:
    let
      isModule = value: lib.isDerivation value && value ? pythonModule;
      closure = builtins.genericClosure {
        startSet = map item (builtins.filter isModule (lib.flatten list));
        operator =
          { value, ... }: map item (builtins.filter isModule (lib.flatten value.requiredPythonModules));
      };
      item = value: {
        key = value.outPath;
        inherit value;
      };
    in
    map ({ value, ... }: value) closure;

  environment = lib.makeOverridable (
    {
      extraLibs ? [ ],
      extraOutputsToInstall ? [ ],
      postBuild ? "",
      ignoreCollisions ? false,
      permitUserSite ? false,
      makeWrapperArgs ? [ ],
    }:
    stdenv.mkDerivation {
      name = "${python.name}-env";
      inherit ignoreCollisions postBuild;
      modules = required extraLibs;
      buildCommand = ''
        /usr/bin/python3 -I ${../../../build-support/link-farm.py} \
          $out "$ignoreCollisions" "bin ${sitePackages} share include etc" ${python} $modules
        # The interpreter finds its environment beside itself.
        rm -f $out/pyvenv.cfg
        if [ -L $out/bin ]; then
          rm $out/bin
          mkdir $out/bin
          ln -s ${python}/bin/* $out/bin/
        fi
        ${lib.replaceStrings [ "ln -s" ] [ "ln -sf" ] interpreter}
        eval "$postBuild"
      '';
      passthru = {
        inherit python;
        interpreter = "${python}/bin/${python.executable}";
        env = throw "nix-shell on an environment's 'env': use mkShell";
      };
      meta.mainProgram = "python3";
    }
  );
  buildEnv = environment { };

  python =
    stdenv.mkDerivation {
      pname = "python3";
      inherit version;
      buildCommand = ''
        ${interpreter}
        cat > $out/nix-support/setup-hook <<'EOF'
        addPythonPath() { addToSearchPath PYTHONPATH "$1/${sitePackages}"; }
        addEnvHooks hostOffset addPythonPath
        export PYTHONNOUSERSITE=1
        EOF
      '';
      passthru = {
        inherit
          buildEnv
          packageOverrides
          pythonVersion
          sitePackages
          ;
        libPrefix = "python${pythonVersion}";
        executable = "python${pythonVersion}";
        implementation = "cpython";
        pythonAttr = attribute;
        isPy3 = true;
        isPy3k = true;
        isPy2 = false;
        isPyPy = false;
        pkgs = packages;
        interpreter = "${python}/bin/python${pythonVersion}";
        hasDistutilsCxxPatch = false;
        pythonOnBuildForHost = python;
        withPackages = choose: buildEnv.override { extraLibs = choose packages; };
        sourceVersion = {
          major = lib.versions.major version;
          minor = lib.versions.minor version;
          patch = lib.versions.patch version;
          suffix = "";
        };
      };
      meta = {
        mainProgram = "python3";
        license = lib.licenses.psfl;
        platforms = lib.platforms.linux;
      };
    }
    // {
      inherit required;
    };
in
python
