# rPackages: the recommended packages, where the host has them, and buildRPackage.
{
  pkgs,
  R,
  # The versions of the packages that the host's R brings.
  libraries,
  overrides,
}:
let
  inherit (pkgs) lib stdenv;

  folder = "/usr/lib/R/library";

  # A package that the host's R brings, as a link.
  host =
    package: dependencies:
    lib.optionalAttrs (libraries ? ${package}) {
      ${package} = stdenv.mkDerivation rec {
        name = "r-${pname}-${version}";
        pname = package;
        version = libraries.${package};
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
