let
  sources = import ./npins;
  pkgs = import sources.nixpkgs { config = { }; overlays = [ ]; };
in
{
  shell = pkgs.mkShell {
    packages = [ (pkgs.python3.withPackages (ps: builtins.attrValues { inherit (ps) numpy pandas; })) ];
  };
}
