{ pkgs }:
self: super:
with self;
{
	docopt = callPackage ./docopt.nix { };

	first = buildPythonPackage rec {
		pname = "first";
		version = "2.0.2";
		format = "setuptools";

		src = fetchPypi {
			inherit pname version;
			hash = "sha256-/yhbCMVfjJfOTqcBJ0OvJJXJ8SkXhfFjcivTb2r2078=";
		};
	};
}
