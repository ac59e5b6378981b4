{ combine ? (a: b: { x = a; y = b; }), pkgs }:
combine pkgs.hello pkgs.jq
