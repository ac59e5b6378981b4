# nixpkgs with overlays, in which everything can be looked at, unfree, broken and insecure too.
#
# entry: the file to import; overlays: a function from a package set without them to their list
{ entry, overlays }:
let
  withOverlays =
    overlays:
    import entry {
      inherit overlays;
      config = {
        allowUnfree = true;
        allowBroken = true;
        allowInsecurePredicate = _: true;
      };
    };
in
withOverlays (overlays (withOverlays [ ]))
