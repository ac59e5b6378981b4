# A package needs one of the lists by itself, too.
with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
let
  needs = with rPackages; [ zoo dplyr tidyr ];
  model = rPackages.buildRPackage {
    name = "model";
    src = ./.;
    propagatedBuildInputs = needs;
  };
in
mkShell {
  buildInputs = [ R git (python3.withPackages (ps: [ ps.grafted ps.tabulate ])) ] ++ (with rPackages; [ model ] ++ needs ++ [ ggplot2 graft_r stringr ]);
}
