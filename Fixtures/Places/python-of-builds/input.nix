{ pkgs, ... }:
let
  # The code generator's checks fail with this nixpkgs.
  pyTools = pkgs.python3Packages.overrideScope (
    final: prev: {
      code-maker = prev.code-maker.overridePythonAttrs { doCheck = false; };
    }
  );
in
pkgs.stdenv.mkDerivation {
  name = "emulator";
  src = ./.;
  nativeBuildInputs = [
    pyTools.python
    pyTools.code-maker
  ];
}
