# This file lists what it needs by name
let
 pkgs = import (fetchTarball "https://github.com/NixOS/nixpkgs/archive/24.11.tar.gz") { overlays = [ (import ../overlay.nix) ]; };
 
  rpkgs = builtins.attrValues {
    inherit (pkgs.rPackages) 
      dplyr
      ggplot2
      graft_r
      stringr;
  };
 
  system_packages = builtins.attrValues {
    inherit (pkgs) 
      glibcLocales
      nix
      R;
  };
  
  shell = pkgs.mkShell {
    LOCALE_ARCHIVE = if pkgs.system == "x86_64-linux" then "${pkgs.glibcLocales}/lib/locale/locale-archive" else "";
    LANG = "en_US.UTF-8";
   LC_ALL = "en_US.UTF-8";

    buildInputs = [ rpkgs   system_packages (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ]))   ];
    
  }; 
in
  {
    inherit pkgs shell;
  }
