let
  pkgs = import <nixpkgs> { };
  rpkgs = builtins.attrValues {
    inherit (pkgs.rPackages)
      dplyr
      ggplot2;
  };
  shell = pkgs.mkShell {
    LANG = "en_US.UTF-8";
    buildInputs = [ rpkgs pkgs.R ];
  };
in
{
  inherit pkgs shell;
}
