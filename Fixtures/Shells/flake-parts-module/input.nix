{ inputs, ... }:
{
  perSystem = { pkgs, system, ... }:
    let
      name = "iris";
      buildInputs = [ pkgs.git ];
    in {
      devShells.default = pkgs.mkShell { inherit name buildInputs; };
    };
}
