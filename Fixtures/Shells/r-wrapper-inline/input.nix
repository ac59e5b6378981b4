{ pkgs ? import <nixpkgs> {} }:

pkgs.mkShell {
  buildInputs = with pkgs; [
    (rWrapper.override {
      packages = with rPackages; [
        tidyr
        dplyr
        (buildRPackage { name = "mine"; src = ./.; })
      ];
    })
    which
  ];
}
