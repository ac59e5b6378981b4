# What a nixpkgs is: its packages and how it wants a derivation written.
#
# entry: the file to import; python: the interpreter's attribute or its set's; overlays: their paths
# set: "python" or "r", whose packages are wanted, or "" for the attributes in 'request', as paths;
# "python" at the head of one stands for the Python set
#
# What throws is left out. An item with an error that Nix code cannot catch has no answer.
{
  entry,
  python,
  overlays,
  set,
  request,
}:
let
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
        overlays = map import overlays;
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

  input = isPython: value:
    if builtins.isAttrs value && (!isPython || value ? pythonModule) then text value.name
    else "";
  # 'null' where they do not evaluate.
  inputs = isPython: value: try null (
    let
      names = builtins.filter (name: name != "") (
        map (input isPython) (value.propagatedBuildInputs or [ ]));
    in
    builtins.deepSeq names names);

  url = value: let source = value.src or null; in
    if builtins.isAttrs source then
      text (if (source.urls or [ ]) != [ ] then builtins.head source.urls else source.url or "")
    else "";
  # The dotted names that a package's own check imports.
  imports = value:
    let names = value.pythonImportsCheck or [ ]; in
    if builtins.isList names
    then builtins.concatStringsSep " " (builtins.filter builtins.isString names)
    else "";
  # Why nixpkgs itself refuses to build the package, where its configuration does not allow it.
  obstacle = get: value:
    let
      meta = value.meta or { };
      is = name: get false ((meta.${name} or false) == true);
    in
    if get false ((value.disabled or false) == true) then "disabled"
    else if is "broken" then "broken"
    else if get false ((meta.knownVulnerabilities or [ ]) != [ ]) then "insecure"
    else if is "unsupported" then "unsupported"
    else "";
  # Two items for each attribute: the package, and what it propagates.
  rows = isPython: packages: builtins.concatMap (
    name:
    let value = try null (derivation packages.${name}); in [
      (if value == null then null else
        let
          # Each field by itself is tried only where one of them throws.
          fields = get: [
            (text value.name)
            (get "" (text (value.pname or "")))
            (get "" (if isPython then text (value.version or "") else versionOf value))
            (if isPython then get "" (url value) else "")
            (if !isPython || value ? pythonModule then "module" else "")
            (if isPython then get "" (imports value) else "")
            (obstacle get value)
          ];
          plain = fields (_: value: value);
        in
        try (fields try) (builtins.deepSeq plain plain))
      (if value == null then [ ] else inputs isPython value)
    ]
  ) (builtins.attrNames packages);

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

  packages =
    if set == "r" then pkgs.rPackages or { } else if hasPython then pythonSet else { };

  find = path: value:
    if path == [ ] then value
    else if builtins.isAttrs value && value ? ${builtins.head path}
    then find (builtins.tail path) value.${builtins.head path}
    else null;
  answer = path:
    let
      isPython = builtins.head path == "python";
      value = try null (
        derivation (if isPython then find (builtins.tail path) pythonSet else find path pkgs));
    in
    if value == null then null else {
      name = text value.name;
      pname = try "" (text (value.pname or ""));
      version = try "" (versionOf value);
      inputs = if isPython || builtins.head path == "rPackages" then inputs isPython value else [ ];
    };
in
if set == "" then { ready = true; items = map answer request; }
else {
  ready = {
    facts = {
      version = try "" (text lib.version);
      revision = try "" (text ((lib.trivial.revisionWithDefault or (value: value)) ""));
      nix = builtins.nixVersion;
      system = builtins.currentSystem;
      libc = try "" (versionOf pkgs.stdenv.cc.libc);
      r = if pkgs ? R then try "" (versionOf pkgs.R) else "";
      bioconductor = if set == "r" then try "" bioconductor else "";
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
      } // (if !hasPython || set != "python" then { } else {
        pyproject = takes "pyproject";
        buildSystem = takes "build-system";
        dependencies = takes "dependencies";
        optionalDependencies = takes "optional-dependencies";
        nativeCheckInputs = takes "nativeCheckInputs";
        finalAttributes =
          let file = pkgs.path + "/pkgs/development/interpreters/python/mk-python-derivation.nix"; in
          builtins.pathExists file
          && builtins.match ".*lib\\.extendMkDerivation.*" (builtins.readFile file) != null;
        relaxesByItself = hasHook "relax-deps-hook";
        relaxHook = pythonSet ? pythonRelaxDepsHook;
        runtimeCheck = hasHook "runtime-deps-check-hook";
        importsCheck = pythonSet ? pythonImportsCheckHook;
      }) // (if set != "r" || !(pkgs ? rPackages) then { } else {
        rNeedsName = (functionArguments pkgs.rPackages.buildRPackage).name or true == false;
      });
    };
    top = builtins.attrNames pkgs;
    names = builtins.attrNames packages;
  };
  items = rows (set == "python") packages;
}
