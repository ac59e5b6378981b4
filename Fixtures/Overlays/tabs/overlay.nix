self: super:
let
	pyOverrides = pself: psuper: {
		first = psuper.buildPythonPackage rec {
			pname = "first";
			version = "2.0.2";
			format = "setuptools";
			src = psuper.fetchPypi {
				inherit pname version;
				sha256 = "1gykyrm6zlrbf9iz318p57qwk594mx1jf0d79v79g32zql45na7z";
			};
		};
	};
in {
	python3 = super.python3.override { packageOverrides = pyOverrides; };
	python38 = super.python38.override { packageOverrides = pyOverrides; };
}
