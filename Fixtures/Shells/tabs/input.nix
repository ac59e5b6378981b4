let
	pkgs = import <nixpkgs> {
		config = {};
	};
in
pkgs.mkShell {
	packages = with pkgs; [
		R
		(python3.withPackages (ps: with ps; [
			numpy
		]))
	];
}
