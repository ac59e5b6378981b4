with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
stdenv.mkDerivation {
  name = "my-env";
  buildInputs = [
    (python3.withPackages (p: with p; [ grafted numpy pandas tabulate ]))
    which
    R
    rPackages.graft_r
    rPackages.stringr
  ];
}
