final: prev: {
	# The set alone, not the interpreter.
	python313Packages = prev.python313Packages.overrideScope (pfinal: pprev: {
		# asked for
		adagio = pfinal.buildPythonPackage rec {
			pname = "adagio";
			version = "0.2.6";
			pyproject = true;

			src = final.fetchPypi {
				inherit pname version;
				hash = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
			};

			build-system = [ pfinal.setuptools ];

			dependencies = [ pfinal.triad ];

			doCheck = false;

			meta = {
				license = final.lib.licenses.asl20;
			};
		};
		tabulate = pfinal.buildPythonPackage (finalAttrs: {
			pname = "tabulate";
			version = "0.9.0";
			pyproject = true;
			src = final.fetchPypi {
				inherit (finalAttrs) pname version;
				hash = "sha256-AJWxK/WWbeUpwP6x+ghnFnGzNo7sd9fverEUviwGizw=";
			};
			build-system = with pfinal; [ setuptools setuptools-scm ];
		});
		# needed by adagio
		triad = pfinal.buildPythonPackage rec {
			pname = "triad";
			version = "1.0.3";
			pyproject = true;

			src = final.fetchPypi {
				inherit pname version;
				hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
			};

			build-system = [ pfinal.setuptools ];

			dependencies = [ pfinal.six ];

			doCheck = false;

			meta = {
				license = final.lib.licenses.asl20;
			};
		};
		zict = pfinal.buildPythonPackage rec {
			pname = "zict";
			version = "3.0.0";
			pyproject = true;
			src = final.fetchPypi { inherit pname version; hash = "sha256-4yHiY7apeq/AeQw8+zwEZWtwZuZzjDf//MqV2APJ+6U="; };
			build-system = [ pfinal.setuptools ];
			doCheck = false;
		};
	});

	rPackages =
		prev.rPackages
		// prev.rPackages.override (old: {
			overrides = (old.overrides or { }) // {
				# asked for
				snakecase = final.rPackages.buildRPackage {
					name = "snakecase-0.11.0";

					src = final.fetchurl {
						urls = [
							"https://cran.r-project.org/src/contrib/snakecase_0.11.0.tar.gz"
							"https://cran.r-project.org/src/contrib/Archive/snakecase/snakecase_0.11.0.tar.gz"
						];
						sha256 = "1ky1x2cp5rd0ffd9m1fji9sq4z4jsrpxzg30brw8bb4ihfjj114r";
					};

					propagatedBuildInputs = [
						final.rPackages.stringi
						final.rPackages.stringr
					];
					nativeBuildInputs = [
						final.rPackages.stringi
						final.rPackages.stringr
					];
				};
			};
		});
}
