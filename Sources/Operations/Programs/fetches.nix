# Tells what fetches get which the text of a file alone does not tell.
#
# nixpkgs' fetchers are wrapped, so that each call whose hash stands in the file leaves a line on
# standard error: where the hash stands, how it is taken, and the URLs, with spaces between them.
# Nothing is built.
#
# file: its path, links followed; names: attributes to look at where the file is an overlay
{
  entry,
  file,
  python,
  names,
}:
let
  target = /. + file;
  try = fallback: value:
    let result = builtins.tryEval value; in if result.success then result.value else fallback;
  text = value: if builtins.isString value then value else "";
  contains = part: whole: builtins.length (builtins.split part whole) > 1;

  hashes = [ "hash" "sha256" "sha512" "sha1" "md5" "outputHash" ];
  isHere = position: position != null && toString position.file == file;
  places = arguments:
    if !builtins.isAttrs arguments then [ ]
    else builtins.filter isHere (map (name: builtins.unsafeGetAttrPos name arguments)
      (builtins.filter (name: arguments ? ${name}) hashes));
  zeros = "0000000000000000000000000000000000000000000000000000";
  isEmpty = arguments: name: arguments.${name} or null == "";
  filled = arguments:
    (if isEmpty arguments "hash" then { hash = "sha256:${zeros}"; } else { })
    // (if isEmpty arguments "sha256" then { sha256 = zeros; } else { });
  describe = result:
    let
      urls = try [ ] (result.urls or (if result ? url then [ result.url ] else [ ]));
      hook = try "" (text (result.postFetch or ""));
    in
    builtins.concatStringsSep " " [
      (try "flat" (text (result.outputHashMode or "flat")))
      (if result ? fetchSubmodules || result ? leaveDotGit then "clone"
        else if contains "unpackFile" hook then "unpacked"
        else if hook != "" then "rewritten" else "plain")
      (if try true (result.stripRoot or (!(contains ''mv "\$unpackDir" "\$out"'' hook)))
        then "stripped" else "whole")
      (builtins.concatStringsSep " " (map text urls))
    ];
  report = result: place: value:
    builtins.trace
      "nixgraft-fetch ${toString place.line} ${toString place.column} ${describe result}"
      value;
  watched = fetcher:
    let
      call = function: arguments:
        # Some fetchers refuse an empty hash.
        let known = function (arguments // filled arguments); in
        builtins.foldl' (value: place: report known place value) (function arguments)
          (places arguments);
    in
    if builtins.isAttrs fetcher then fetcher // { __functor = _: call fetcher; }
    else call fetcher;
  fetchers = [
    "fetchurl" "fetchzip" "fetchPypi" "fetchFromGitHub" "fetchFromGitLab" "fetchFromGitea"
    "fetchFromForgejo" "fetchFromCodeberg" "fetchFromSourcehut" "fetchFromBitbucket"
    "fetchFromSavannah" "fetchFromGitiles" "fetchFromRepoOrCz" "fetchCrate" "fetchgit"
  ];
  watch = set: builtins.listToAttrs (map (name: { inherit name; value = watched set.${name}; })
    (builtins.filter (name: set ? ${name}) fetchers));

  value = import target;
  isOverlay = builtins.isFunction value && builtins.functionArgs value == { };
  pkgs = import entry {
    config = {
      allowAliases = true;
      allowBroken = true;
      allowUnfree = true;
      allowUnsupportedSystem = true;
      allowInsecurePredicate = _: true;
    };
    overlays = [ (_: watch) ] ++ (if isOverlay then [ value ] else [ ]);
  };
  pythonSet = try { } (pkgs.${python}.pkgs or pkgs.${python});
  rSet = try { } (pkgs.rPackages or { });

  force = part: try 0 (builtins.seq (part.outputHash or null) 1);
  sourcesOf = value:
    if !builtins.isAttrs value then 0
    else if (value.type or "") == "derivation" then
      builtins.foldl' (count: part: count + force part) 0
        ([ value (value.src or null) ] ++ try [ ] (value.srcs or [ ])
          ++ try [ ] (value.patches or [ ]))
    else 0;
  inSets = name: builtins.foldl' (count: set:
    count + (if set ? ${name} then try 0 (sourcesOf set.${name}) else 0)) 0 [ pkgs pythonSet rSet ];
  # The members of what a file holds, or is called to.
  members = value: try [ ] (
    if builtins.isAttrs value && (value.type or "") != "derivation" then
      map (name: try 0 (sourcesOf value.${name})) (builtins.attrNames value)
    else [ (try 0 (sourcesOf value)) ]);
  called = pkgs.lib.callPackageWith scope target { };
  scope = pkgs // rSet // pythonSet // watch (pkgs // pythonSet);
in
{
  ready = true;
  items =
    if isOverlay then map inSets names
    else members (if builtins.isFunction value then called else value);
}
