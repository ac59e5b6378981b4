{ cran = [ "https://cran.r-project.org/src/contrib/" ]; }
