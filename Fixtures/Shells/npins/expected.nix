let
  sources = import ./npins;
  pkgs = import sources.nixpkgs { config = { }; overlays = [ (import ../overlay.nix) ]; };
in
{
  shell = pkgs.mkShell {
    packages = [ (pkgs.python3.withPackages (ps: builtins.attrValues { inherit (ps) numpy pandas; } ++ [ ps.grafted ps.tabulate ])) pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ];
  };
}
