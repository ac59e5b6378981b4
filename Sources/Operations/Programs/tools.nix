# Whether packages of nixpkgs evaluate with its own settings, one item each.
#
# entry: the file to import; wanted: the paths of attributes
{ entry, wanted }:
let
  pkgs = import entry { };
  package = path: builtins.foldl' (value: name: value.${name}) pkgs path;
in
{
  ready = true;
  items = map (path: (builtins.tryEval (package path).drvPath).success) wanted;
}
