# Evaluates the items of a program in their order, each by itself, and says what each is on standard
# error at once: what is known stays known where a later item ends the evaluation. 'end' is said last, since
# Nix takes a while to end.
#
# program: { ready, items }: what is to be said first, and a list
# mark: what every line begins with
# 'inOrder': from: the first item to evaluate; without: items to leave out
# 'each': size: how many items, one after the other, are evaluated together; of every 'shares' such
# groups one is evaluated, first the one of number 'share'
{
  program,
  mark,
  size,
  from,
  without,
  share,
  shares,
}:
let
  inherit (program) ready items;
  say = words: builtins.trace "${mark} ${words}" null;
  start = say "ready ${toString count} ${builtins.toJSON ready}";
  item = number: say "item ${toString number} ${builtins.toJSON (builtins.elemAt items number)}";
  count = builtins.length items;
  numbers = builtins.filter (number: !(builtins.elem number without)) (
    builtins.genList (number: number + from) (count - from)
  );
  end = say "end";
  inTurn = builtins.foldl' (_: item) null;
  group =
    number:
    let
      first = number * size;
      rest = count - first;
    in
    inTurn (builtins.genList (number: first + number) (if rest < size then rest else size));
  groups = (count + size - 1) / size;
in
{
  # For 'nix-instantiate --eval': the first item with an error ends it.
  inOrder = builtins.seq start (builtins.seq (inTurn numbers) end);
  # For 'nix search', which passes over what has an error below this attribute, and takes the names in
  # their order as text.
  each = builtins.seq start {
    legacyPackages.items = builtins.listToAttrs (
      builtins.genList (
        index:
        let
          number = share + index * shares;
        in
        {
          name = toString number;
          value = builtins.seq (group number) { };
        }
      ) (if groups > share then (groups - share + shares - 1) / shares else 0)
      ++ [
        {
          name = "end";
          value = builtins.seq end { };
        }
      ]
    );
  };
}
