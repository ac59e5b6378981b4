{
  outputs = inputs@{ flake-parts, ... }:
    flake-parts.lib.mkFlake { inherit inputs; } {
      imports = [ inputs.devenv.flakeModule ];
      systems = [ "x86_64-linux" ];
      perSystem = { pkgs, system, ... }: {
        _module.args.pkgs = import inputs.nixpkgs { inherit system; };
        devenv.shells.default = {
          languages.python.package = pkgs.python3.withPackages (ps: [ ps.numpy ]);
          packages = [ pkgs.git ];
        };
      };
    };
}
