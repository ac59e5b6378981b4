final: prev: {
	# The set alone, not the interpreter.
	python313Packages = prev.python313Packages.overrideScope (pfinal: pprev: {
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
		zict = pfinal.buildPythonPackage rec {
			pname = "zict";
			version = "3.0.0";
			pyproject = true;
			src = final.fetchPypi { inherit pname version; hash = "sha256-4yHiY7apeq/AeQw8+zwEZWtwZuZzjDf//MqV2APJ+6U="; };
			build-system = [ pfinal.setuptools ];
			doCheck = false;
		};
	});
}
