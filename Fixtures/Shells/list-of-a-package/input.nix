# A package needs one of the lists by itself, too.
with import <nixpkgs> { };
let
  needs = with rPackages; [ zoo dplyr tidyr ];
  model = rPackages.buildRPackage {
    name = "model";
    src = ./.;
    propagatedBuildInputs = needs;
  };
in
mkShell {
  buildInputs = [ R git ] ++ (with rPackages; [ model ] ++ needs ++ [ ggplot2 ]);
}
