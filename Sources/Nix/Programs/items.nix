# Evaluates the items of a program in their order, each by itself, and says what each is on standard
# error at once: what is known stays known where a later item ends the evaluation.
#
# program: { ready, items }: what is to be said first, and a list
# mark: what every line begins with; from: the first item to evaluate; without: items to leave out
{
  program,
  mark,
  from,
  without,
}:
let
  inherit (program) ready items;
  say = words: builtins.trace "${mark} ${words}" null;
  start = say "ready ${toString (builtins.length items)} ${builtins.toJSON ready}";
  item = number: say "item ${toString number} ${builtins.toJSON (builtins.elemAt items number)}";
  numbers = builtins.filter (number: !(builtins.elem number without)) (
    builtins.genList (number: number + from) (builtins.length items - from)
  );
in
{
  # For 'nix-instantiate --eval': the first item with an error ends it.
  inOrder = builtins.seq start (builtins.foldl' (_: item) null numbers);
  # For 'nix search', which passes over what has an error below this attribute.
  each = builtins.seq start {
    legacyPackages.items = builtins.listToAttrs (
      map (number: {
        name = toString number;
        value = builtins.seq (item number) { };
      }) numbers
    );
  };
}
