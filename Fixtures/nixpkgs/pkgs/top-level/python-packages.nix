# The Python set: what builds need, and a handful of packages to depend on.
#
# They are PyPI's own pure wheels, so that any Python 3.11 or newer gets the same versions; with
# `config.hostBackends = true` the build backends are the host's, which needs no network.
{
  lib,
  pkgs,
  python,
}:
self:
let
  inherit (pkgs) stdenv;

  builder =
    isModule:
    import ../development/interpreters/python/mk-python-derivation.nix {
      inherit
        lib
        stdenv
        python
        hooks
        isModule
        ;
      structuredAttrs = pkgs.config.structuredAttrs or false;
    };
  builders = {
    buildPythonPackage = builder true;
    buildPythonApplication = builder false;
  };

  # What the hooks use is not changed by overlays.
  bootstrap = lib.fix (packagesWith builders.buildPythonPackage);
  hooks = import ../development/interpreters/python/hooks.nix {
    inherit
      lib
      pkgs
      python
      bootstrap
      ;
  };

  packagesWith =
    buildPythonPackage: self:
    import ./python-wheels.nix {
      inherit lib self;
      wheel = wheelWith buildPythonPackage;
    }
    // lib.optionalAttrs (pkgs.config.hostBackends or false) (
      import ./python-host-packages.nix {
        inherit lib self python buildPythonPackage;
        entries = (import ./host.nix { inherit (stdenv.hostPlatform) system; }).distPackages;
      }
    );

  wheelWith =
    buildPythonPackage:
    {
      pname,
      version,
      url,
      hash,
      description,
      license,
      dependencies ? [ ],
    }:
    buildPythonPackage {
      inherit pname version dependencies;
      format = "wheel";
      src = pkgs.fetchurl {
        url = "https://files.pythonhosted.org/packages/${url}";
        inherit hash;
      };
      doCheck = false;
      meta = { inherit description license; };
    };
in
packagesWith self.buildPythonPackage self
// builders
// {
  inherit python;
  inherit (python) pythonVersion sitePackages;
  inherit (pkgs) fetchPypi;
  isPy3k = true;
  isPyPy = false;
  pythonOlder = lib.versionOlder python.pythonVersion;
  pythonAtLeast = lib.versionAtLeast python.pythonVersion;
  hasPythonModule = value: value ? pythonModule;
  requiredPythonModules = python.required;
  toPythonModule =
    package:
    package.overrideAttrs (old: {
      passthru = old.passthru or { } // {
        pythonModule = python;
        requiredPythonModules = [ ];
      };
    });
  toPythonApplication = package: removeAttrs package [ "pythonModule" ];

  pypaBuildHook = hooks.build;
  pypaInstallHook = hooks.install;
  pythonImportsCheckHook = hooks.importsCheck;
  pythonRelaxDepsHook = hooks.relax;
  pythonRuntimeDepsCheckHook = hooks.runtimeCheck;
  setuptoolsBuildHook = hooks.setuptools;
  wheelUnpackHook = hooks.wheelUnpack;
}
