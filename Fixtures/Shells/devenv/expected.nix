{
  inputs.nixpkgs.url = "github:cachix/devenv-nixpkgs/rolling";
  inputs.devenv.url = "github:cachix/devenv";
  outputs = { self, nixpkgs, devenv, ... } @ inputs: {
    devShells.x86_64-linux.default =
      let
        pkgs = (nixpkgs.legacyPackages.x86_64-linux).extend (import ../overlay.nix);
      in
      devenv.lib.mkShell {
        inherit inputs pkgs;
        modules = [
          ({ pkgs, config, ... }: {
            packages = [ pkgs.hello (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) (pkgs.rWrapper.override {
              packages = [
                pkgs.rPackages.graft_r
                pkgs.rPackages.stringr
              ];
            }) ];
            enterShell = "hello";
          })
        ];
      };
  };
}
