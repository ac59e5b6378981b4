let
  pkgs = import <nixpkgs> {};
in
  pkgs.mkShell
    {
      buildInputs =
        [ pkgs.python3Packages.numpy
          pkgs.python3Packages.scipy   # science
          pkgs.R
        ];
    }
