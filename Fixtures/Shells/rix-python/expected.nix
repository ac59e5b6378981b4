let
 pkgs = import (fetchTarball "https://example.org/nixpkgs/archive/2025-10-27.tar.gz") { overlays = [ (import ../overlay.nix) ]; };

  rpkgs = builtins.attrValues {
    inherit (pkgs.rPackages)
      dplyr
      zoo
      graft_r
      stringr;
  };

  shelf = (pkgs.python313Packages.buildPythonPackage {
    pname = "shelf";
    version = "1";
    src = ./shelf;
  });

  pyconf = builtins.attrValues {
    inherit (pkgs.python313Packages)
      pip
      numpy
      grafted
      tabulate;
  } ++ [ shelf ];

  system_packages = builtins.attrValues {
    inherit (pkgs)
      R
      glibcLocales
      python313;
  };
in
pkgs.mkShell {
  RETICULATE_PYTHON = "${pkgs.python313}/bin/python";
  buildInputs = [ rpkgs pyconf system_packages ];
}
