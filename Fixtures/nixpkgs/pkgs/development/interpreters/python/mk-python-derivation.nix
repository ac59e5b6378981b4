# buildPythonPackage, with the arguments that nixpkgs has had since 24.05.
{
  lib,
  stdenv,
  python,
  hooks,
  # Whether the result is put into environments.
  isModule,
  # Whether builders get structured attributes where a package does not say, as nixpkgs 26.11 has it.
  structuredAttrs,
}:
let
  own = [
    "build-system"
    "catchConflicts"
    "dependencies"
    "disabled"
    "dontWrapPythonPrograms"
    "format"
    "namePrefix"
    "optional-dependencies"
    "permitUserSite"
    "pyproject"
    "pythonPath"
  ];

  transform =
    attributes:
    let
      name = attributes.pname or attributes.name;
      format =
        if attributes ? pyproject && attributes ? format then
          throw "buildPythonPackage: ${name} has both 'pyproject' and 'format'"
        else if attributes ? pyproject then
          if attributes.pyproject == null || !attributes.pyproject then "other" else "pyproject"
        else
          attributes.format or "setuptools";
      relaxes =
        attributes.pythonRelaxDeps or [ ] != [ ] || attributes.pythonRemoveDeps or [ ] != [ ];
      doCheck = attributes.doCheck or true;
      propagated =
        (attributes.dependencies or [ ])
        ++ (attributes.propagatedBuildInputs or [ ])
        ++ (attributes.pythonPath or [ ]);
    in
    if attributes.disabled or false then
      throw "${name} is not supported for interpreter ${python.executable}"
    else
      removeAttrs attributes own
      // {
        name =
          lib.optionalString isModule "${python.libPrefix}-"
          + attributes.name or "${attributes.pname}-${attributes.version}";
        inherit doCheck;
        __structuredAttrs = attributes.__structuredAttrs or structuredAttrs;
        doInstallCheck = doCheck;
        nativeBuildInputs = [
          python
        ]
        ++ lib.optional relaxes hooks.relax
        ++ lib.optionals (format == "setuptools") [
          hooks.setuptools
        ]
        ++ lib.optionals (format == "pyproject") [
          hooks.build
          hooks.runtimeCheck
        ]
        ++ lib.optional (format == "wheel") hooks.wheelUnpack
        ++ lib.optionals (format != "other") [
          hooks.install
        ]
        ++ lib.optional (attributes.catchConflicts or true) hooks.conflicts
        ++ [
          hooks.importsCheck
          hooks.namespaces
          hooks.removeTests
        ]
        ++ (attributes.build-system or [ ])
        ++ (attributes.nativeBuildInputs or [ ]);
        nativeInstallCheckInputs =
          (attributes.nativeInstallCheckInputs or [ ])
          ++ (attributes.nativeCheckInputs or [ ])
          ++ (attributes.checkInputs or [ ]);
        nativeCheckInputs = [ ];
        checkInputs = [ ];
        propagatedBuildInputs = propagated ++ [ python ];
        # A Python package's tests run on what is installed.
        installCheckPhase = attributes.installCheckPhase or attributes.checkPhase or null;
        checkPhase = null;
        passthru = {
          requiredPythonModules = propagated;
          optional-dependencies = attributes.optional-dependencies or { };
          inherit (attributes) src;
        }
        // lib.optionalAttrs isModule { pythonModule = python; }
        // attributes.passthru or { };
        meta = {
          platforms = lib.platforms.all;
        }
        // attributes.meta or { };
      };

  build =
    function:
    let
      result = stdenv.mkDerivation (final: transform (function final));
    in
    result
    // {
      overridePythonAttrs =
        change:
        build (
          final:
          let
            prev = function final;
          in
          prev // lib.toFunction change prev
        );
      overrideAttrs = result.overrideAttrs;
    };
in
lib.makeOverridable (
  attributes: build (if builtins.isFunction attributes then attributes else final: attributes)
)
