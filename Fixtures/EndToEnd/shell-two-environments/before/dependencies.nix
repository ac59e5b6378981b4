{ pkgs }:
pkgs.python3.withPackages (ps: [ ps.six ])
