# What all shells have is not for one of them.
let
  pkgs = import <nixpkgs> { };
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
    ];
  };
  production = make { name = "production"; };
}
