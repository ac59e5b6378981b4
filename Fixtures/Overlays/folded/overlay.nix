self: super:
{
    python38 =
        let
            fixes = pself: psuper: {
                # upstream's tests need the network
                itsdangerous = psuper.itsdangerous.overrideAttrs (old: { doInstallCheck = false; });
            };
            additions = pself: psuper: {
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
}
