# Evaluates the development shell of a flake whose only input is nixpkgs.
#
# file: the text on trial; root: nixpkgs' directory; source: what stands for the input as a path
# inputs: the other inputs that it needs; then nothing was evaluated
{
  file,
  entry,
  root,
  source,
  system,
  attribute,
}:
let
  outputs = (import file).outputs;
  inputs = {
    inherit self;
    nixpkgs = {
      outPath = toString source;
      lib = import (root + "/lib");
      legacyPackages.${system} = import entry { inherit system; };
    };
  };
  self = outputs inputs;
  others = removeAttrs (builtins.functionArgs outputs) [
    "self"
    "nixpkgs"
  ];
  required = builtins.filter (name: !others.${name}) (builtins.attrNames others);
  shell = self.devShells.${system}.${attribute} or self.devShell.${system};
in
{
  inputs = required;
  derivations = if required == [ ] then [ shell.drvPath ] else [ ];
}
