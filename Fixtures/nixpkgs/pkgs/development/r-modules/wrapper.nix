# R that sees these packages and what they need.
{
  lib,
  stdenv,
  R,
  packages,
}:
stdenv.mkDerivation {
  name = "${R.name}-wrapper";
  buildInputs = [ R ] ++ lib.flatten packages;
  buildCommand = ''
    mkdir -p $out/bin
    for name in R Rscript; do
      cat > $out/bin/$name <<EOF
    #!/usr/bin/bash
    export R_LIBS_SITE="''${R_LIBS_SITE:-}\''${R_LIBS_SITE:+:}\''${R_LIBS_SITE:-}"
    export R_LIBS_USER=/nonexistent R_ENVIRON=/dev/null
    exec ${R}/bin/$name "\$@"
    EOF
      chmod +x $out/bin/$name
    done
  '';
  meta.mainProgram = "R";
}
