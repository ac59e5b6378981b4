# A nixpkgs without Python and R packages, which only ever gets evaluated: a plan against it shows what
# the indexes alone lead to. PYTHON_VERSION and R_VERSION set the interpreters' versions.
{
  config ? { },
  overlays ? [ ],
}:
let
  asked = builtins.getEnv "PYTHON_VERSION";
  version = if asked == "" then "3.13.11" else asked;
  short = builtins.concatStringsSep "." [
    (builtins.elemAt (builtins.splitVersion version) 0)
    (builtins.elemAt (builtins.splitVersion version) 1)
  ];
  digits = builtins.replaceStrings [ "." ] [ "" ] short;

  r = builtins.getEnv "R_VERSION";
  rPackages =
    overrides:
    {
      # A set with no package at all would be taken for a broken one.
      unlikely = derivation {
        pname = "r-unlikely";
        version = "0.1";
      };
      buildRPackage = args: derivation args;
    }
    // overrides;

  derivation =
    args:
    args
    // rec {
      type = "derivation";
      name = args.name or "${args.pname}-${args.version}";
      outPath = "/nix/store/00000000000000000000000000000000-${name}";
      drvPath = "${outPath}.drv";
      drvAttrs = removeAttrs args [
        "pyproject"
        "build-system"
        "dependencies"
        "optional-dependencies"
        "nativeCheckInputs"
      ];
    };

  interpreter = derivation {
    pname = "python3";
    inherit version;
    pythonVersion = short;
    implementation = "cpython";
    pythonAttr = "python${digits}";
    pkgs = {
      python = interpreter;
      buildPythonPackage =
        args:
        derivation (
          args
          // {
            pythonModule = interpreter;
            nativeBuildInputs = [ ];
          }
        );
    };
    override = _: interpreter;
  };

  packages = final: {
    lib = {
      version = "26.05pre";
      licenses = { };
    };
    path = ./.;
    stdenv.cc.libc = derivation { name = "glibc-2.40-66"; };
    fetchurl = { url ? "", hash ? "" }: { };
    fetchPypi = args: { };
    pythonPackagesExtensions = [ ];
    R = derivation {
      pname = "R";
      version = if r == "" then "4.5.2" else r;
    };
    rPackages = rPackages { } // {
      override = change: rPackages (change { }).overrides;
    };
    "python${digits}" = interpreter;
    python3 = interpreter;
    python3Packages = interpreter.pkgs;
  };
  final = builtins.foldl' (set: overlay: set // overlay final set) (packages final) overlays;
in
final
