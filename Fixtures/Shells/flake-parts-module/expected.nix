{ inputs, ... }:
{
  perSystem = { pkgs, system, ... }:
    let
      name = "iris";
      buildInputs = [ pkgs.git (pkgsWithOverlay.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) pkgsWithOverlay.R pkgsWithOverlay.rPackages.graft_r pkgsWithOverlay.rPackages.stringr ];
      pkgsWithOverlay = pkgs.extend (import ../overlay.nix);
    in {
      devShells.default = pkgs.mkShell { inherit name buildInputs; };
    };
}
