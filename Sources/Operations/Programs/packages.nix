# nixpkgs with overlays, in which everything can be looked at, unfree and broken too.
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
      };
    };
in
withOverlays (overlays (withOverlays [ ]))
