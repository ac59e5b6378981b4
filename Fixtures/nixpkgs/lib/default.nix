# The part of nixpkgs' library that overlays, shells and this stand-in itself use.
let
  inherit (builtins)
    attrNames
    concatLists
    elem
    elemAt
    filter
    foldl'
    genList
    hasAttr
    isAttrs
    isFunction
    isList
    isString
    length
    listToAttrs
    match
    removeAttrs
    replaceStrings
    stringLength
    substring
    ;

  lib = {
    version = "26.05-standin";
    licenses = import ./licenses.nix;
    maintainers = { };
    teams = { };
    fakeHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    fakeSha256 = "0000000000000000000000000000000000000000000000000000000000000000";

    inherit (builtins)
      add
      all
      any
      attrNames
      attrValues
      compareVersions
      concatLists
      concatMap
      concatStringsSep
      deepSeq
      elem
      elemAt
      filter
      foldl'
      fromJSON
      functionArgs
      genList
      getAttr
      groupBy
      hasAttr
      head
      intersectAttrs
      isAttrs
      isBool
      isFloat
      isFunction
      isInt
      isList
      isPath
      isString
      length
      listToAttrs
      mapAttrs
      match
      partition
      readFile
      removeAttrs
      replaceStrings
      seq
      sort
      split
      stringLength
      substring
      tail
      throw
      toJSON
      trace
      tryEval
      ;

    trivial = {
      release = "26.05";
      version = lib.version;
      revisionWithDefault = fallback: fallback;
      inherit (lib)
        const
        id
        importJSON
        pipe
        warn
        ;
    };
    platforms = {
      all = lib.platforms.linux ++ lib.platforms.darwin;
      unix = lib.platforms.all;
      linux = [
        "aarch64-linux"
        "x86_64-linux"
      ];
      darwin = [
        "aarch64-darwin"
        "x86_64-darwin"
      ];
      none = [ ];
    };
    systems.flakeExposed = lib.platforms.all;

    # Functions.
    id = value: value;
    const = value: _: value;
    flip =
      function: first: second:
      function second first;
    pipe = foldl' (value: function: function value);
    importJSON = path: builtins.fromJSON (builtins.readFile path);
    warn = message: value: builtins.trace "warning: ${message}" value;
    warnIf = condition: message: if condition then lib.warn message else lib.id;
    throwIf = condition: message: if condition then throw message else lib.id;
    throwIfNot = condition: lib.throwIf (!condition);
    assertMsg = condition: message: condition || throw message;
    setFunctionArgs = function: arguments: {
      __functor = _: function;
      __functionArgs = arguments;
    };
    toFunction = value: if isFunction value || value ? __functor then value else _: value;
    argumentsOf =
      function:
      if function ? __functor then
        function.__functionArgs or (builtins.functionArgs (function.__functor function))
      else
        builtins.functionArgs function;

    # Fixed points.
    fix =
      function:
      let
        self = function self;
      in
      self;
    extends =
      overlay: function: final:
      let
        prev = function final;
      in
      prev // overlay final prev;
    composeExtensions =
      first: second: final: prev:
      let
        fromFirst = first final prev;
      in
      fromFirst // second final (prev // fromFirst);
    composeManyExtensions = foldl' lib.composeExtensions (_: _: { });
    makeExtensible =
      function:
      lib.fix (
        final:
        function final // { extend = overlay: lib.makeExtensible (lib.extends overlay function); }
      );

    # `function arguments`, and an `override` that calls it again with other arguments.
    makeOverridable =
      function:
      let
        call =
          arguments:
          let
            result = function arguments;
            override = change: call (arguments // lib.toFunction change arguments);
          in
          if isAttrs result then
            result
            // {
              inherit override;
            }
            // lib.optionalAttrs (result ? overrideAttrs) {
              overrideAttrs =
                change: lib.makeOverridable (other: (function other).overrideAttrs change) arguments;
            }
          else if isFunction result then
            {
              __functor = _: result;
              inherit override;
            }
          else
            result;
        result = call;
      in
      lib.setFunctionArgs result (lib.argumentsOf function);
    callPackageWith =
      set: function: arguments:
      let
        value = if isFunction function || isAttrs function then function else import function;
      in
      lib.makeOverridable value (builtins.intersectAttrs (lib.argumentsOf value) set // arguments);
    makeScope =
      newScope: function:
      let
        self = function self // {
          newScope = scope: newScope (self // scope);
          callPackage = self.newScope { };
          overrideScope = overlay: lib.makeScope newScope (lib.extends overlay function);
          packages = function;
        };
      in
      self;
    recurseIntoAttrs = set: set // { recurseForDerivations = true; };
    dontRecurseIntoAttrs = set: set // { recurseForDerivations = false; };
    hydraJob = lib.id;

    # Lists.
    optional = condition: value: if condition then [ value ] else [ ];
    optionals = condition: values: if condition then values else [ ];
    singleton = value: [ value ];
    toList = value: if isList value then value else [ value ];
    flatten = value: if isList value then builtins.concatMap lib.flatten value else [ value ];
    remove = value: filter (other: other != value);
    subtractLists = values: filter (value: !(elem value values));
    intersectLists = values: filter (value: elem value values);
    unique = foldl' (values: value: if elem value values then values else values ++ [ value ]) [ ];
    last = values: elemAt values (length values - 1);
    init = values: genList (elemAt values) (length values - 1);
    take = count: values: genList (elemAt values) (lib.min count (length values));
    drop =
      count: values: genList (index: elemAt values (index + count)) (lib.max 0 (length values - count));
    reverseList =
      values: genList (index: elemAt values (length values - 1 - index)) (length values);
    range = first: end: genList (index: first + index) (lib.max 0 (end - first + 1));
    imap0 = function: values: genList (index: function index (elemAt values index)) (length values);
    imap1 =
      function: values: genList (index: function (index + 1) (elemAt values index)) (length values);
    foldr =
      function: end: values:
      foldl' (result: value: function value result) end (lib.reverseList values);
    foldl = foldl';
    zipListsWith =
      function: left: right:
      genList (index: function (elemAt left index) (elemAt right index)) (
        lib.min (length left) (length right)
      );
    naturalSort = builtins.sort builtins.lessThan;
    min = left: right: if left < right then left else right;
    max = left: right: if left > right then left else right;

    # Sets.
    optionalAttrs = condition: set: if condition then set else { };
    nameValuePair = name: value: { inherit name value; };
    genAttrs = names: function: listToAttrs (map (name: lib.nameValuePair name (function name)) names);
    filterAttrs =
      keep: set: removeAttrs set (filter (name: !(keep name set.${name})) (attrNames set));
    mapAttrs' = function: set: listToAttrs (map (name: function name set.${name}) (attrNames set));
    mapAttrsToList = function: set: map (name: function name set.${name}) (attrNames set);
    concatMapAttrs =
      function: set: foldl' (result: name: result // function name set.${name}) { } (attrNames set);
    mergeAttrsList = foldl' (result: set: result // set) { };
    recursiveUpdate =
      left: right:
      left
      // builtins.mapAttrs (
        name: value:
        if isAttrs value && isAttrs (left.${name} or null) then
          lib.recursiveUpdate left.${name} value
        else
          value
      ) right;
    attrByPath =
      path: fallback: set:
      if path == [ ] then
        set
      else if isAttrs set && hasAttr (builtins.head path) set then
        lib.attrByPath (builtins.tail path) fallback set.${builtins.head path}
      else
        fallback;
    hasAttrByPath = path: set: lib.attrByPath path lib set != lib;
    getAttrFromPath = path: lib.attrByPath path (throw "no attribute '${lib.showAttrPath path}'");
    showAttrPath = builtins.concatStringsSep ".";
    attrVals = names: set: map (name: set.${name}) names;
    getAttrs = names: set: lib.genAttrs names (name: set.${name});
    isDerivation = value: isAttrs value && (value.type or "") == "derivation";
    getOutput = output: value: value.${output} or value.out or value;
    getBin = lib.getOutput "bin";
    getDev = lib.getOutput "dev";
    getLib = lib.getOutput "lib";
    getInclude = lib.getOutput "dev";
    getName = value: value.pname or (builtins.parseDrvName (value.name or value)).name;
    getVersion = value: value.version or (builtins.parseDrvName (value.name or value)).version;
    getExe = value: "${lib.getBin value}/bin/${value.meta.mainProgram or (lib.getName value)}";
    getExe' = value: name: "${lib.getBin value}/bin/${name}";
    addMetaAttrs = meta: value: value // { meta = value.meta or { } // meta; };

    # Text.
    optionalString = condition: text: if condition then text else "";
    hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;
    hasSuffix =
      suffix: text:
      let
        start = stringLength text - stringLength suffix;
      in
      start >= 0 && substring start (-1) text == suffix;
    hasInfix = infix: text: length (lib.splitString infix text) > 1;
    removePrefix =
      prefix: text: if lib.hasPrefix prefix text then substring (stringLength prefix) (-1) text else text;
    removeSuffix =
      suffix: text:
      if lib.hasSuffix suffix text then
        substring 0 (stringLength text - stringLength suffix) text
      else
        text;
    escapeRegex = lib.escape (lib.stringToCharacters "\\[{()^$?*+|.");
    escape = characters: replaceStrings characters (map (character: "\\${character}") characters);
    stringToCharacters = text: genList (index: substring index 1 text) (stringLength text);
    splitString =
      separator: text: filter isString (builtins.split (lib.escapeRegex separator) text);
    concatStrings = builtins.concatStringsSep "";
    concatMapStrings = function: values: lib.concatStrings (map function values);
    concatMapStringsSep =
      separator: function: values:
      builtins.concatStringsSep separator (map function values);
    concatLines = lib.concatMapStrings (line: line + "\n");
    makeSearchPath =
      folder: values:
      builtins.concatStringsSep ":" (map (value: "${value}/${folder}") (filter (v: v != null) values));
    makeLibraryPath = values: lib.makeSearchPath "lib" (map lib.getLib values);
    makeBinPath = values: lib.makeSearchPath "bin" (map lib.getBin values);
    escapeShellArg = text: "'${replaceStrings [ "'" ] [ "'\\''" ] (toString text)}'";
    escapeShellArgs = lib.concatMapStringsSep " " lib.escapeShellArg;
    toLower = replaceStrings lib.upperChars lib.lowerChars;
    toUpper = replaceStrings lib.lowerChars lib.upperChars;
    lowerChars = lib.stringToCharacters "abcdefghijklmnopqrstuvwxyz";
    upperChars = lib.stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    # A name that the Nix store takes.
    sanitizeDerivationName =
      name:
      let
        text = builtins.unsafeDiscardStringContext (toString name);
        allowed = lib.concatStrings (
          filter isString (map (part: if isString part then part else "-") (
            builtins.split "[^[:alnum:]+._?=-]+" text
          ))
        );
      in
      if match "[[:alnum:]+_?=-][[:alnum:]+._?=-]*" text != null then
        text
      else
        lib.removePrefix "." (if allowed == "" then "unknown" else allowed);
    boolToString = value: if value then "true" else "false";
    versionOlder = left: right: builtins.compareVersions left right < 0;
    versionAtLeast = left: right: !(lib.versionOlder left right);
    versions = {
      splitVersion = builtins.splitVersion;
      major = version: elemAt (builtins.splitVersion version) 0;
      minor = version: elemAt (builtins.splitVersion version) 1;
      patch = version: elemAt (builtins.splitVersion version) 2;
      majorMinor = version: builtins.concatStringsSep "." (lib.take 2 (builtins.splitVersion version));
    };
    inherit (lib.versions) splitVersion;

    # Sources.
    cleanSource = path: path;
    sourceByRegex =
      path: patterns:
      builtins.filterSource (
        file: _:
        builtins.any (pattern: match pattern (lib.removePrefix "${toString path}/" file) != null) patterns
      ) path;

    # What a derivation's environment can hold of these arguments.
    withoutNulls = lib.filterAttrs (_: value: value != null);

    attrsets = lib;
    lists = lib;
    strings = lib;
    customisation = lib;
    fixedPoints = lib;
    sources = lib;
  };
in
lib
