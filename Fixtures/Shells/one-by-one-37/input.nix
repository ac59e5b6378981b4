# My data science shell.
with import <nixpkgs> {};

stdenv.mkDerivation {
  name = "data-science";

  buildInputs = [
    # Python
    python37
    python37Packages.ipython
    python37Packages.jupyter
    python37Packages.matplotlib
    python37Packages.numpy
    python37Packages.pandas # the tables
    python37Packages.scipy

    # R
    R
    rPackages.data_table
    rPackages.dplyr
    rPackages.ggplot2

    git
  ];

  shellHook = ''
    export PYTHONPATH=$PWD:$PYTHONPATH
  '';
}
