self: super:
let
	pyOverrides = pself: psuper: {
		# asked for
		adagio = pself.buildPythonPackage rec {
			pname = "adagio";
			version = "0.2.6";
			format = "setuptools";

			src = pself.fetchPypi {
				inherit pname version;
				sha256 = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
			};

			propagatedBuildInputs = [ pself.triad ];

			doCheck = false;

			meta = {
				license = self.lib.licenses.asl20;
			};
		};

		first = psuper.buildPythonPackage rec {
			pname = "first";
			version = "2.0.2";
			format = "setuptools";
			src = psuper.fetchPypi {
				inherit pname version;
				sha256 = "1gykyrm6zlrbf9iz318p57qwk594mx1jf0d79v79g32zql45na7z";
			};
		};

		# needed by adagio
		triad = pself.buildPythonPackage rec {
			pname = "triad";
			version = "1.0.3";
			format = "setuptools";

			src = pself.fetchPypi {
				inherit pname version;
				sha256 = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
			};

			propagatedBuildInputs = [ pself.six ];

			doCheck = false;

			meta = {
				license = self.lib.licenses.asl20;
			};
		};
	};

	r = {
		# asked for
		snakecase = self.rPackages.buildRPackage {
			name = "snakecase-0.11.0";

			src = self.fetchurl {
				urls = [
					"https://cran.r-project.org/src/contrib/snakecase_0.11.0.tar.gz"
					"https://cran.r-project.org/src/contrib/Archive/snakecase/snakecase_0.11.0.tar.gz"
				];
				sha256 = "1ky1x2cp5rd0ffd9m1fji9sq4z4jsrpxzg30brw8bb4ihfjj114r";
			};

			propagatedBuildInputs = [
				self.rPackages.stringi
				self.rPackages.stringr
			];
			nativeBuildInputs = [
				self.rPackages.stringi
				self.rPackages.stringr
			];
		};
	};
in {
	python3 = super.python3.override { packageOverrides = pyOverrides; };
	python38 = super.python38.override { packageOverrides = pyOverrides; };
	rPackages =
		super.rPackages
		// super.rPackages.override (old: {
			overrides = (old.overrides or { }) // r;
		});
}
