# Evaluates packages of an overlay, one item each; 'null' for one that throws.
#
# packages: packages.nix; python: the interpreter's attribute or its set's
# wanted: a list of { ecosystem, name }; environments: whether to make one to load each package in
# caught: whether what throws has 'null' for its answer; else it ends the evaluation, with its words
{
  entry,
  overlays,
  packages,
  python,
  wanted,
  environments,
  caught,
}:
let
  pkgs = packages { inherit entry overlays; };
  try = fallback: value: let result = builtins.tryEval value; in
    if result.success then result.value else fallback;

  # The set that was asked for, then those of the other interpreters.
  isSet = name: builtins.match "(python|pypy)[0-9]+Packages" name != null;
  first =
    if builtins.match ".*Packages" python != null && pkgs ? ${python} then
      { label = python; set = pkgs.${python}; }
    else if pkgs ? "${python}Packages" then
      { label = "${python}Packages"; set = pkgs."${python}Packages"; }
    else if pkgs ? ${python} then
      { label = "${python}.pkgs"; set = pkgs.${python}.pkgs; }
    else
      throw "this nixpkgs has no Python '${python}'";
  others =
    [ { label = "${python}.pkgs"; set = pkgs.${python}.pkgs or { }; } ]
    ++ map (name: { label = name; set = pkgs.${name}; }) (
      builtins.filter isSet (builtins.attrNames pkgs));
  having = name: builtins.filter (
    candidate: try false (builtins.isAttrs candidate.set && builtins.hasAttr name candidate.set)
  ) others;
  pythonPlace = name:
    if builtins.hasAttr name first.set then first
    else
      let found = having name; in
      if found != [ ] then builtins.head found
      else throw "no python set of this nixpkgs has '${name}', though the overlay defines it; is the overlay written for another nixpkgs?";
  rPlace = name:
    if builtins.hasAttr name pkgs.rPackages then { label = "rPackages"; set = pkgs.rPackages; }
    else throw "rPackages has no '${name}', though the overlay defines it; does something after it replace rPackages?";

  text = value:
    if builtins.isString value then value
    else if builtins.isInt value || builtins.isFloat value then toString value
    else "";
  texts = value: builtins.filter builtins.isString (if builtins.isList value then value else [ ]);
  plain = value: builtins.unsafeDiscardStringContext (text value);

  environment = item: value:
    if !environments then null
    else if item.ecosystem == "cran" then
      let wrapper = pkgs.rWrapper.override { packages = [ value ]; }; in {
        derivation = wrapper.drvPath;
        program = "${wrapper.outPath}/bin/Rscript";
        output = wrapper.outPath;
      }
    else if !(value ? pythonModule) || !(builtins.isAttrs value.pythonModule) then null
    else
      let
        interpreter = value.pythonModule;
        whole = interpreter.withPackages (_: [ value ]);
      in {
        derivation = whole.drvPath;
        program = "${whole.outPath}/bin/${interpreter.executable or "python3"}";
        output = whole.outPath;
      };

  row = item:
    let
      place = if item.ecosystem == "cran" then rPlace item.name else pythonPlace item.name;
      value = place.set.${item.name};
      facts =
        if !(builtins.isAttrs value) || (value.type or "") != "derivation" then
          throw "'${item.name}' is not a derivation"
        else {
          set = place.label;
          name = plain value.name;
          version = plain (value.version or "");
          derivation = plain value.drvPath;
          # An 'outPath' would make all of it that path in JSON.
          output = plain value.outPath;
          imports = map plain (texts (value.pythonImportsCheck or [ ]));
        };
      around = try null (
        let made = environment item value; in builtins.deepSeq made (
          if made == null then null else builtins.mapAttrs (_: plain) made));
      whole = builtins.deepSeq facts facts;
      result = if caught then builtins.tryEval whole else { success = true; value = whole; };
    in
    if result.success then result.value // { environment = around; } else null;
in
{
  ready = builtins.seq pkgs true;
  items = map row wanted;
}
