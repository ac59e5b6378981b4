{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:

pkgs.mkShell {
  buildInputs = with pkgs; [
    (rWrapper.override {
      packages = with rPackages; [
        tidyr
        dplyr
        graft_r
        stringr
        (buildRPackage { name = "mine"; src = ./.; })
      ];
    })
    which
    (python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
  ];
}
