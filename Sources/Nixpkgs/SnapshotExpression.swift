/// The Nix code that reads a snapshot.
///
/// It is one function, called through `nix-instantiate --eval` with `--argstr` only: paths, names
/// and lists (as JSON) arrive as strings and never become code. What throws is left out by
/// `builtins.tryEval`. An error that Nix code can't catch (a missing attribute, say) ends the
/// evaluation; `tracked` leaves a mark on standard error before every step, and `skip` names the
/// steps that the next attempt leaves out.
enum SnapshotExpression {
  /// Facts, names at top level, and the rows of one package set.
  static let index = prelude + indexBody
  /// Single attributes, as paths; `python` at the head of one stands for the Python set.
  static let query = prelude + queryBody

  private static let prelude = #"""
    { entry, python, wanted, skip, overlays, request }:
    let
      skipped = builtins.fromJSON skip;
      wants = name: builtins.elem name (builtins.fromJSON wanted);
      tree = import entry;
      pkgs =
        if builtins.isFunction tree then
          tree {
            config = {
              allowAliases = false;
              allowBroken = true;
              allowUnfree = true;
              allowUnsupportedSystem = true;
              allowInsecurePredicate = _: true;
            };
            overlays = map import (builtins.fromJSON overlays);
          }
        else
          throw "nixgraft: the tree is not a function of { config, overlays }";
      inherit (pkgs) lib;
      try = fallback: value: let result = builtins.tryEval value; in
        if result.success then result.value else fallback;
      text = value:
        if builtins.isString value then value
        else if builtins.isInt value || builtins.isFloat value then toString value
        else "";
      tracked = step: value: builtins.trace "nixgraft ${step}" (builtins.deepSeq value value);
      derivation = value:
        if builtins.isAttrs value && (value.type or "") == "derivation"
        then builtins.seq (text value.name) value else null;
      versionOf = value: text (value.version or (builtins.parseDrvName value.name).version);
      functionArguments = value:
        if builtins.isFunction value then builtins.functionArgs value
        else if builtins.isAttrs value then
          value.__functionArgs or (
            if value ? __functor then functionArguments (value.__functor value) else { })
        else { };

      setName = let parts = builtins.match "(.*)Packages" python; in
        if parts != null && pkgs ? ${python} then python else null;
      interpreter =
        if setName != null then try null pkgs.${setName}.python
        else if pkgs ? ${python} then try null (derivation pkgs.${python})
        else null;
      hasPython = interpreter != null && try false (builtins.isAttrs interpreter.pkgs);
      pythonSet = if setName != null then pkgs.${setName} else interpreter.pkgs;

      input = isPython: value: try "?" (
        if builtins.isAttrs value && (!isPython || value ? pythonModule) then text value.name
        else "");
      inputs = isPython: value:
        let list = try null (value.propagatedBuildInputs or [ ]); in
        if list == null then [ "?" ]
        else builtins.filter (name: name != "") (map (input isPython) list);

    """#

  private static let indexBody = #"""
      url = value: let source = value.src or null; in
        if builtins.isAttrs source then
          text (if (source.urls or [ ]) != [ ] then builtins.head source.urls else source.url or "")
        else "";
      row = isPython: set: name:
        if builtins.elem "row ${name}" skipped then [ ] else tracked "row ${name}" (
          let value = try null (derivation set.${name}); in
          if value == null then [ ] else [ [
            name
            (text value.name)
            (try "" (text (value.pname or "")))
            (try "" (if isPython then text (value.version or "") else versionOf value))
            (if isPython then try "" (url value) else "")
            (if value ? pythonModule || !isPython then "module" else "")
            (if builtins.elem "inputs ${name}" skipped then [ "?" ]
              else tracked "inputs ${name}" (inputs isPython value))
          ] ]);
      rows = isPython: set: builtins.concatMap (row isPython set) (builtins.attrNames set);

      marker = {
        type = "derivation";
        name = "nixgraft-marker";
        outPath = "/nixgraft-marker";
        drvPath = "/nixgraft-marker.drv";
        outputs = [ "out" ];
        outputName = "out";
        out = marker;
      };
      probe = pythonSet.buildPythonPackage {
        pname = "nixgraft-probe";
        version = "1";
        src = marker;
        doCheck = true;
        pyproject = true;
        build-system = [ marker ];
        dependencies = [ marker ];
        optional-dependencies.extra = [ marker ];
        nativeCheckInputs = [ marker ];
        pythonRelaxDeps = [ "nixgraft-marker" ];
      };
      takes = name: try false (!(builtins.hasAttr name probe.drvAttrs));
      nativeNames = try [ ] (
        map (value: if builtins.isAttrs value then text (value.name or "") else "")
          probe.nativeBuildInputs);
      hasHook = pattern:
        builtins.any (name: builtins.match ".*${pattern}.*" name != null) nativeNames;

      mirrors = let file = pkgs.path + "/pkgs/build-support/fetchurl/mirrors.nix"; in
        if builtins.pathExists file then
          let value = import file; in if builtins.isFunction value then { } else value
        else { };
      bioconductor =
        let
          folder = pkgs.path + "/pkgs/development/r-modules";
          json = folder + "/bioc-packages.json";
          nix = folder + "/bioc-packages.nix";
        in
        if builtins.pathExists json then
          text ((builtins.fromJSON (builtins.readFile json)).extraArgs.biocVersion or "")
        else if builtins.pathExists nix then
          text (builtins.head ((builtins.attrValues (import nix {
            self = { };
            derive = settings: _: settings.biocVersion or "";
          })) ++ [ "" ]))
        else "";
      interpreters = builtins.concatMap (
        name:
        let value = try null (derivation pkgs.${name}); in
        if builtins.match "(python|pypy)[0-9]+" name != null && value != null
          && try false (value ? pkgs && value ? override)
        then [ [ name (try "" (text (value.pythonVersion or value.sourceVersion or ""))) ] ]
        else [ ]
      ) (builtins.attrNames pkgs);
    in
    {
      facts = {
        version = try "" (text lib.version);
        revision = try "" (text ((lib.trivial.revisionWithDefault or (value: value)) ""));
        nix = builtins.nixVersion;
        system = builtins.currentSystem;
        libc = try "" (versionOf pkgs.stdenv.cc.libc);
        r = if pkgs ? R then try "" (versionOf pkgs.R) else "";
        bioconductor = if wants "r" then try "" bioconductor else "";
        python = if !hasPython then null else {
          attribute = interpreter.pythonAttr or "";
          set = if setName != null then setName
            else if pkgs ? "${python}Packages" then "${python}Packages" else "${python}.pkgs";
          name = try "" (text interpreter.name);
          version =
            let full = try "" (text interpreter.version); in
            if full != "" then full
            else try (versionOf interpreter) (text interpreter.sourceVersion.major);
          implementation = try "cpython" (text interpreter.implementation);
          marker = text (interpreter.pythonVersion or "");
        };
        inherit interpreters;
        licences = try [ ] (builtins.attrNames lib.licenses);
        dialect = {
          extensions = pkgs ? pythonPackagesExtensions;
          fetchPypi = pkgs ? fetchPypi;
          fetchurlHash = functionArguments pkgs.fetchurl ? hash;
          cranMirror = try false (mirrors ? cran);
          autoPatchelfHook = pkgs ? autoPatchelfHook;
        } // (if !hasPython || !(wants "python") then { } else {
          pyproject = takes "pyproject";
          buildSystem = takes "build-system";
          dependencies = takes "dependencies";
          optionalDependencies = takes "optional-dependencies";
          nativeCheckInputs = takes "nativeCheckInputs";
          relaxesByItself = hasHook "relax-deps-hook";
          relaxHook = pythonSet ? pythonRelaxDepsHook;
          runtimeCheck = hasHook "runtime-deps-check-hook";
          importsCheck = pythonSet ? pythonImportsCheckHook;
        }) // (if !(wants "r") || !(pkgs ? rPackages) then { } else {
          rNeedsName = (functionArguments pkgs.rPackages.buildRPackage).name or true == false;
        });
      };
      top = builtins.attrNames pkgs;
      packages =
        if wants "r" then (if pkgs ? rPackages then rows false pkgs.rPackages else [ ])
        else if wants "python" && hasPython then rows true pythonSet
        else [ ];
    }
    """#

  private static let queryBody = #"""
      find = path: value:
        if path == [ ] then value
        else if builtins.isAttrs value && value ? ${builtins.head path}
        then find (builtins.tail path) value.${builtins.head path}
        else null;
      answer = path:
        let
          name = builtins.concatStringsSep "." path;
          isSet = builtins.head path == "python";
          value = try null (
            derivation (if isSet then find (builtins.tail path) pythonSet else find path pkgs));
        in
        if builtins.elem "attribute ${name}" skipped then null
        else tracked "attribute ${name}" (
          if value == null then null else [
            (text value.name)
            (try "" (text (value.pname or "")))
            (try "" (versionOf value))
            (if !isSet && builtins.head path != "rPackages" then [ ]
              else if builtins.elem "inputs ${name}" skipped then [ "?" ]
              else tracked "inputs ${name}" (inputs isSet value))
          ]);
    in
    map answer (builtins.fromJSON request)
    """#
}
