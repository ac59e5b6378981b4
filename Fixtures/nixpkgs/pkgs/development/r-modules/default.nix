# rPackages: the recommended packages, where the host has them, and buildRPackage.
{
  pkgs,
  R,
  isPure,
  overrides,
}:
let
  inherit (pkgs) lib stdenv;

  folder = "/usr/lib/R/library";

  # A package that the host's R brings, as a link.
  host =
    name: dependencies:
    let
      description = "${folder}/${name}/DESCRIPTION";
      found = builtins.match ".*\nVersion: ([0-9.-]+).*" (builtins.readFile description);
    in
    lib.optionalAttrs (!isPure && builtins.pathExists description) {
      ${name} = stdenv.mkDerivation rec {
        name = "r-${pname}-${version}";
        pname = builtins.unsafeDiscardStringContext (baseNameOf (dirOf description));
        version = lib.head found;
        propagatedBuildInputs = [ R ] ++ map (dependency: self.${dependency}) dependencies;
        buildCommand = ''
          mkdir -p $out/library $out/nix-support
          ln -s ${folder}/$pname $out/library/$pname
          echo $propagatedBuildInputs > $out/nix-support/propagated-build-inputs
        '';
      };
    };

  recommended = {
    MASS = [ ];
    Matrix = [ "lattice" ];
    KernSmooth = [ ];
    boot = [ ];
    class = [ "MASS" ];
    cluster = [ ];
    codetools = [ ];
    foreign = [ ];
    lattice = [ ];
    mgcv = [
      "Matrix"
      "nlme"
    ];
    nlme = [ "lattice" ];
    nnet = [ ];
    rpart = [ ];
    spatial = [ ];
    survival = [ "Matrix" ];
  };

  self = {
    buildRPackage = import ./generic-builder.nix { inherit lib stdenv R; };
  }
  // lib.concatMapAttrs host recommended
  // overrides;
in
self
