# The libraries are a function's result, which is called where it is written.
let
  pkgs = import <nixpkgs> { };
  libraries = (set: with set; [ pip wheel ]) pkgs.python3.pkgs;
in
pkgs.mkShell {
  buildInputs = libraries ++ [ pkgs.git ];
}
