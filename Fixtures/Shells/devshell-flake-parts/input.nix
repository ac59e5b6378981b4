{
  outputs = inputs@{ flake-parts, ... }:
    flake-parts.lib.mkFlake { inherit inputs; } {
      imports = [ inputs.devshell.flakeModule ];
      systems = [ "x86_64-linux" ];
      perSystem = { pkgs, ... }: {
        devshells.default = {
          packages = [ pkgs.git ];
          commands = [ { package = pkgs.jq; } ];
        };
      };
    };
}
