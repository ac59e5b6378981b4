# buildRPackage.
{
  lib,
  stdenv,
  R,
}:
{
  buildInputs ? [ ],
  requireX ? false,
  ...
}@arguments:
stdenv.mkDerivation (
  {
    buildInputs = buildInputs ++ [ R ];
    configurePhase = ''
      runHook preConfigure
      export R_LIBS_SITE="''${R_LIBS_SITE:-}''${R_LIBS_SITE:+:}$out/library"
      export MAKEFLAGS="''${MAKEFLAGS:-} -j''${NIX_BUILD_CORES:-1}"
      runHook postConfigure
    '';
    buildPhase = ''
      runHook preBuild
      runHook postBuild
    '';
    installPhase = ''
      runHook preInstall
      mkdir -p $out/library
      for script in configure cleanup; do checkShebang "$script"; done
      # As in nixpkgs, what a package gives as buildInputs takes the place of the builder's own.
      case $(type -P R) in
        ${R}/*) ;;
        *)
          echo "R: command not found" >&2
          exit 127
          ;;
      esac
      R CMD INSTALL --built-timestamp='1970-01-01 00:00:00 UTC' \
        ''${installFlags:-} --configure-args="''${configureFlags:-}" -l $out/library .
      runHook postInstall
    '';
    installFlags = lib.optional (!(arguments.doCheck or true)) "--no-test-load";
  }
  // removeAttrs arguments [ "requireX" ]
  // {
    name = "r-${arguments.name or "${arguments.pname}-${arguments.version}"}";
    # Loading the package is part of its installation; there is no other check.
    doCheck = false;
  }
)
