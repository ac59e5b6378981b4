# My data science shell.
with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };

stdenv.mkDerivation {
  name = "data-science";

  buildInputs = [
    # Python
    python37
    python37Packages.grafted
    python37Packages.ipython
    python37Packages.jupyter
    python37Packages.matplotlib
    python37Packages.numpy
    python37Packages.pandas # the tables
    python37Packages.scipy
    python37Packages.tabulate

    # R
    R
    rPackages.data_table
    rPackages.dplyr
    rPackages.ggplot2
    rPackages.graft_r
    rPackages.stringr

    git
  ];

  shellHook = ''
    export PYTHONPATH=$PWD:$PYTHONPATH
  '';
}
