let
  pkgs = import <nixpkgs> { };
in
pkgs.hello.overrideAttrs (old: {
  buildInputs = (old.buildInputs or [ ]) ++ [
    pkgs.python3Packages.numpy
  ];
})
