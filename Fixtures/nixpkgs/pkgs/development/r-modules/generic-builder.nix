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
      ${R}/bin/R CMD INSTALL --built-timestamp='1970-01-01 00:00:00 UTC' \
        ''${installFlags:-} --configure-args="''${configureFlags:-}" -l $out/library .
      runHook postInstall
    '';
    installFlags = lib.optional (!(arguments.doCheck or true)) "--no-test-load";
  }
  // removeAttrs arguments [ "requireX" ]
  // {
    name = "r-${arguments.name or "${arguments.pname}-${arguments.version}"}";
    buildInputs = buildInputs ++ [ R ];
    # Loading the package is part of its installation; there is no other check.
    doCheck = false;
  }
)
