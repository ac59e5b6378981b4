self: super:
let
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
in
{
    python38 =
        let
            fixes = pself: psuper: {
                # upstream's tests need the network
                itsdangerous = psuper.itsdangerous.overrideAttrs (old: { doInstallCheck = false; });
            };
            additions = pself: psuper: {
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
                tabulate = psuper.buildPythonPackage rec {
                    name = "${pname}-${version}";
                    pname = "tabulate";
                    version = "0.8.7";
                    src = psuper.fetchPypi {
                        inherit pname version;
                        sha256 = "db2723a20d04bcda8522165c73eea7c300eda74e0ce852d9022e0159d7895007";
                    };
                    doCheck = false;
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
                wcwidth = psuper.buildPythonPackage rec {
                    pname = "wcwidth";
                    version = "0.2.3";
                    src = psuper.fetchPypi {
                        inherit pname version;
                        sha256 = "edbc2b718b4db6cdf393eefe3a420183947d6aa312505ce6754516f458ff8830";
                    };
                    doCheck = false;
                };
            };
        in
        super.python38.override {
            packageOverrides = super.lib.foldr super.lib.composeExtensions (_: _: { }) [
                fixes
                additions
            ];
        };

    rPackages =
        super.rPackages
        // super.rPackages.override (old: {
            overrides = (old.overrides or { }) // r;
        });
}
