[
  # tools
  (self: super: { my-tool = super.hello or null; })

  # python
  (self: super: {
    python3 = super.python3.override {
      packageOverrides = pself: psuper: {
        # asked for
        adagio = pself.buildPythonPackage rec {
          pname = "adagio";
          version = "0.2.6";
          pyproject = true;

          src = self.fetchPypi {
            inherit pname version;
            hash = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=";
          };

          build-system = [ pself.setuptools ];

          dependencies = [ pself.triad ];

          doCheck = false;

          meta = {
            license = self.lib.licenses.asl20;
          };
        };

        heapdict = psuper.buildPythonPackage {
          pname = "heapdict";
          version = "1.0.1";
          format = "setuptools";
          src = psuper.fetchPypi { pname = "HeapDict"; version = "1.0.1"; sha256 = "8495f57b3e03d8e46d5f1b2cc62ca881aca392fd5cc048dc0aa2e1a6d23ecdb6"; };
        };

        # needed by adagio
        triad = pself.buildPythonPackage rec {
          pname = "triad";
          version = "1.0.3";
          pyproject = true;

          src = self.fetchPypi {
            inherit pname version;
            hash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=";
          };

          build-system = [ pself.setuptools ];

          dependencies = [ pself.six ];

          doCheck = false;

          meta = {
            license = self.lib.licenses.asl20;
          };
        };
      };
    };
    python3Packages = self.python3.pkgs;
    rPackages =
      super.rPackages
      // super.rPackages.override (old: {
        overrides = (old.overrides or { }) // {
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
      });
  })
]
