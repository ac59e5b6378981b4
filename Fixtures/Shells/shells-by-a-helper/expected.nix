# What all shells have is not for one of them.
let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  common = with pkgs; [
    git
    jq
  ];
  make =
    {
      name,
      more ? [ ],
    }:
    pkgs.mkShell {
      packages = common ++ [ pkgs.gnumake ] ++ more;
      inherit name;
    };
in
{
  default = make {
    name = "development";
    more = with pkgs; [
      curl
      hello
      (python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
      R
      rPackages.graft_r
      rPackages.stringr
    ];
  };
  production = make { name = "production"; };
}
