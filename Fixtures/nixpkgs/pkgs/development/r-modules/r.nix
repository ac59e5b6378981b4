# The host's R.
{
  lib,
  stdenv,
  # The host's version, or null.
  version,
}:
stdenv.mkDerivation {
  pname = "R";
  # Debian 12's, where there is none to look at.
  version = if version != null then version else "4.2.2";
  buildCommand = ''
    mkdir -p $out/bin $out/nix-support
    for name in R Rscript; do
      if ! [ -e /usr/bin/$name ]; then
        echo "there is no /usr/bin/$name here; run install-host-tools" >&2
        exit 1
      fi
      ln -s /usr/bin/$name $out/bin/$name
    done
    printf '%s\n' /usr/bin/R /usr/bin/Rscript /usr/lib/R /etc/R /usr/share/R \
      /usr/bin/{sh,sed,grep,uname,basename,dirname,rm,mkdir,cat,expr,tr,which} \
      > $out/nix-support/host-paths
    cat > $out/nix-support/setup-hook <<'EOF'
    addRLibPath() { addToSearchPath R_LIBS_SITE "$1/library"; }
    addEnvHooks targetOffset addRLibPath
    # The libraries of the user and, which Debian puts first, of the machine are not seen.
    export R_LIBS_USER=/nonexistent R_ENVIRON=/dev/null
    EOF
  '';
  meta = {
    mainProgram = "R";
    license = lib.licenses.gpl2Plus;
    platforms = lib.platforms.all;
  };
}
