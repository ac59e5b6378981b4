# An archive, unpacked.
{ lib, fetchurl }:
{
  url ? "",
  urls ? [ ],
  name ? "source",
  hash ? "",
  sha256 ? "",
  stripRoot ? true,
  extension ? null,
  postFetch ? "",
  passthru ? { },
  meta ? { },
  ...
}:
let
  first = lib.head (lib.optional (url != "") url ++ urls);
in
fetchurl {
  inherit
    url
    urls
    name
    hash
    sha256
    passthru
    meta
    ;
  recursiveHash = true;
  postFetch = ''
    mkdir unpacked
    case ${lib.escapeShellArg (if extension != null then extension else first)} in
      *zip) /usr/bin/python3 -m zipfile -e "$downloadedFile" unpacked ;;
      *) tar --no-same-owner -C unpacked -xf "$downloadedFile" ;;
    esac
    if [ -n ${lib.escapeShellArg (lib.optionalString stripRoot "1")} ]; then
      mv unpacked/* "$out"
    else
      mv unpacked "$out"
    fi
    chmod -R u+w,a+rX "$out"
    ${postFetch}
  '';
}
