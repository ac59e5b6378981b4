let
  nixpkgs = builtins.fetchTarball {
    name = "nixpkgs-pinned";
    url = "https://github.com/NixOS/nixpkgs/archive/cd63096d6d887d689543a0b97743d28995bc9bc3.tar.gz";
    sha256 = "1wg61h4gndm3vcprdcg7rc4s1v3jkm5xd7lw8r2f67w502y94gcy";
  };
  pkgs = import nixpkgs {
    config = { allowBroken = true; };
    overlays = [
      (self: super: { hello = super.hello; })
    ];
  };
in
pkgs.mkShell {
  buildInputs = [ (pkgs.python3.withPackages (p: with p; [ numpy ])) ];
}
