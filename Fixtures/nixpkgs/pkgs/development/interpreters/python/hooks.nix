# The setup hooks of which a Python build is made.
{
  lib,
  pkgs,
  python,
  # Built without the set, so that the set may replace them.
  bootstrap,
}:
let
  # The tools are the stand-in's own; Python is asked for no others.
  wheel = "${python}/bin/python3 -I ${./wheel.py}";
  hookWith =
    propagatedBuildInputs: name: substitutions: text:
    pkgs.makeSetupHook { inherit name substitutions propagatedBuildInputs; } (
      builtins.toFile "${name}.sh" text
    );
  hook = hookWith [ ];
in
rec {
  # setuptools before 70.1 makes wheels with the help of `wheel`.
  build = hookWith [ bootstrap.wheel ] "pypa-build-hook" {
    inherit python;
    frontend = ./pep517.py;
    packaging = "${bootstrap.packaging}/${python.sitePackages}";
  } ''
    pypaBuildPhase() {
      runHook preBuild
      mkdir -p dist
      @python@/bin/python3 @frontend@ @packaging@ dist ''${pypaBuildFlags[*]:-}
      runHook postBuild
    }
    if [ -z "''${buildPhase:-}" ]; then buildPhase=pypaBuildPhase; fi
    if [ -z "''${configurePhase:-}" ]; then configurePhase=:; fi
  '';

  # The default before `pyproject = true`: setuptools, unasked.
  setuptools = pkgs.makeSetupHook {
    name = "setuptools-build-hook";
    propagatedBuildInputs = [
      bootstrap.setuptools
      bootstrap.wheel
      build
    ];
  } (builtins.toFile "setuptools-build-hook.sh" "");

  wheelUnpack = hook "wheel-unpack-hook" { } ''
    wheelUnpackPhase() {
      runHook preUnpack
      mkdir -p source/dist
      local name=''${src##*/}
      cp "$src" "source/dist/''${name:33}"
      sourceRoot=source
      runHook postUnpack
    }
    wheelBuildPhase() {
      runHook preBuild
      runHook postBuild
    }
    if [ -z "''${unpackPhase:-}" ]; then unpackPhase=wheelUnpackPhase; fi
    if [ -z "''${buildPhase:-}" ]; then buildPhase=wheelBuildPhase; fi
    if [ -z "''${configurePhase:-}" ]; then configurePhase=:; fi
  '';

  install = hook "pypa-install-hook" { inherit python wheel; } ''
    pypaInstallPhase() {
      runHook preInstall
      @wheel@ install "$out" @python@ "''${propagatedBuildInputs[*]}" dist/*.whl
      export PYTHONPATH="$out/${python.sitePackages}:''${PYTHONPATH:-}"
      runHook postInstall
    }
    if [ -z "''${installPhase:-}" ]; then installPhase=pypaInstallPhase; fi
  '';

  relax = hook "python-relax-deps-hook" { inherit wheel; } ''
    pythonRelaxDepsHook() {
      @wheel@ relax "''${pythonRelaxDeps[*]:-}" "''${pythonRemoveDeps[*]:-}" dist/*.whl
    }
    postBuildHooks+=(pythonRelaxDepsHook)
  '';

  runtimeCheck =
    hook "python-runtime-deps-check-hook"
      {
        inherit wheel;
        packaging = "${bootstrap.packaging}/${python.sitePackages}";
      }
      ''
        pythonRuntimeDepsCheckHook() {
          if [ -z "''${dontCheckRuntimeDeps:-}" ]; then
            @wheel@ check @packaging@ "$out" "''${propagatedBuildInputs[*]}"
          fi
        }
        postInstallHooks+=(pythonRuntimeDepsCheckHook)
      '';

  importsCheck = hook "python-imports-check-hook" { inherit python; } ''
    pythonImportsCheckPhase() {
      if [ -z "''${pythonImportsCheck[*]:-}" ]; then return 0; fi
      echo "importing: ''${pythonImportsCheck[*]}"
      # Its own files come first, whatever installed them.
      local own=$out/${python.sitePackages}
      (cd "$(mktemp -d)" && PYTHONPATH="$own:''${PYTHONPATH:-}" PYTHONDONTWRITEBYTECODE=1 @python@/bin/python3 -c '
    import importlib, sys
    for name in sys.argv[1:]:
        importlib.import_module(name)
    ' ''${pythonImportsCheck[*]})
    }
    if [ -z "''${dontUsePythonImportsCheck:-}" ]; then
      preDistPhases="''${preDistPhases:-} pythonImportsCheckPhase"
    fi
  '';

  # Two versions of one distribution in a closure stop a build, of whatever format.
  conflicts = hook "python-catch-conflicts-hook" { inherit wheel; } ''
    pythonCatchConflictsPhase() {
      @wheel@ conflicts "$out" "''${propagatedBuildInputs[*]}"
    }
    preDistPhases="''${preDistPhases:-} pythonCatchConflictsPhase"
  '';

  # What a distribution installs as 'tests' or 'test' at the top is taken away.
  removeTests = hook "python-remove-tests-dir-hook" { } ''
    pythonRemoveTestsDir() {
      rm -rf "$out/${python.sitePackages}/tests" "$out/${python.sitePackages}/test"
    }
    postFixupHooks+=(pythonRemoveTestsDir)
  '';

  # A namespace has no file of its own, so that distributions can share it.
  namespaces = hook "python-namespaces-hook" { } ''
    pythonNamespacesHook() {
      local name folder
      for name in ''${pythonNamespaces[*]:-}; do
        folder=$out/${python.sitePackages}
        while [ -n "$name" ]; do
          folder=$folder/''${name%%.*}
          case $name in
            *.*) name=''${name#*.} ;;
            *) name= ;;
          esac
          rm -rf "$folder/__init__.py" "$folder"/__pycache__/__init__.*
        done
      done
      if [ -n "''${pythonNamespaces[*]:-}" ]; then rm -f "$out/${python.sitePackages}"/*-nspkg.pth; fi
    }
    postFixupHooks+=(pythonNamespacesHook)
  '';
}
