# Which packages of nixpkgs are built with ones that are to be replaced, while those need them, one item each.
#
# packages: packages.nix; wanted: sets of `replaced`, the path of an attribute, and `needs`, the paths of what its
# replacement needs of nixpkgs. An item has, by the position of each replaced package that is behind a need, the
# first need that it is behind; of Python's packages, and what they are built and tested with, alone.
{
  entry,
  overlays,
  packages,
  wanted,
}:
let
  pkgs = packages { inherit entry overlays; };
  find =
    path:
    let
      found = builtins.foldl' (
        value: name: if value != null && value ? ${name} then value.${name} else null
      ) pkgs path;
    in
    if found != null && (builtins.tryEval (found.drvPath or null)).success then found else null;
  key = package: builtins.unsafeDiscardStringContext package.drvPath;
  isOfPython =
    package: package ? pythonModule || builtins.match "python.*|.*[Hh]ook.*" (package.name or "") != null;
  inputs =
    package:
    builtins.filter
      (
        input:
        builtins.isAttrs input
        && input ? drvPath
        && (builtins.tryEval input.drvPath).success
        && isOfPython input
      )
      (
        builtins.concatMap (name: package.${name} or [ ]) [
          "nativeBuildInputs"
          "buildInputs"
          "propagatedBuildInputs"
          "propagatedNativeBuildInputs"
        ]
      );
  node = package: {
    key = key package;
    inherit package;
  };
  behind =
    start:
    map (item: item.key) (
      builtins.genericClosure {
        startSet = map node start;
        # What is replaced will have other inputs.
        operator = item: if builtins.elem item.key targets then [ ] else map node (inputs item.package);
      }
    );
  targets = map (
    { replaced, ... }:
    let
      found = find replaced;
    in
    if found == null then "" else key found
  ) wanted;
  cycles =
    { needs, ... }:
    let
      found = builtins.filter (need: need.package != null) (
        map (path: {
          inherit path;
          package = find path;
        }) needs
      );
      all = behind (map (need: need.package) found);
      first =
        target:
        builtins.head (builtins.filter (need: builtins.elem target (behind [ need.package ])) found);
    in
    builtins.listToAttrs (
      builtins.concatMap (
        position:
        let
          target = builtins.elemAt targets position;
          path = (first target).path;
        in
        if target != "" && builtins.elem target all then
          [
            {
              name = toString position;
              value = builtins.elemAt path (builtins.length path - 1);
            }
          ]
        else
          [ ]
      ) (builtins.genList (position: position) (builtins.length targets))
    );
in
{
  ready = true;
  items = map cycles wanted;
}
