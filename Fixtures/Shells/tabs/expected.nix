let
	pkgs = import <nixpkgs> {
		config = {};
		overlays = [ (import ../overlay.nix) ];
	};
in
pkgs.mkShell {
	packages = with pkgs; [
		R
		rPackages.graft_r
		rPackages.stringr
		(python3.withPackages (ps: with ps; [
			grafted
			numpy
			tabulate
		]))
	];
}
