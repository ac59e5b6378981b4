let
  pkgs = import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
  rpkgs = builtins.attrValues {
    inherit (pkgs.rPackages)
      dplyr
      ggplot2
      graft_r
      stringr;
  };
  shell = pkgs.mkShell {
    LANG = "en_US.UTF-8";
    buildInputs = [ rpkgs pkgs.R (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) ];
  };
in
{
  inherit pkgs shell;
}
