# The extras of Python packages, one item each: by name, the attributes that it brings.
#
# packages: packages.nix; set: the path of the package set; wanted: attributes of it
{
  entry,
  overlays,
  packages,
  set,
  wanted,
}:
let
  python = builtins.foldl' (value: name: value.${name}) (packages { inherit entry overlays; }) set;
  isSame =
    one: other:
    let
      found = builtins.tryEval (one.outPath == other.outPath);
    in
    found.success && found.value;
  # The attribute of a package, by its name; none for what is known by another one.
  attribute =
    dependency:
    let
      name = dependency.pname or "";
      plain = builtins.replaceStrings [ "_" "." ] [ "-" "-" ] name;
      known = builtins.filter (name: name != "" && python ? ${name} && isSame python.${name} dependency) [
        name
        plain
      ];
    in
    if known == [ ] then [ ] else [ (builtins.head known) ];
  extras = name: python.${name}.optional-dependencies or { };
in
{
  ready = true;
  items = map (
    name:
    builtins.mapAttrs (
      _: list: builtins.concatMap attribute (builtins.filter builtins.isAttrs list)
    ) (extras name)
  ) wanted;
}
