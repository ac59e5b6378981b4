# A file of known hash, by the host's curl.
{ lib, stdenv }:
let
  mirrors = import ./mirrors.nix;
in
{
  url ? "",
  urls ? [ ],
  hash ? "",
  sha256 ? "",
  sha512 ? "",
  outputHash ? "",
  outputHashAlgo ? "",
  name ? "",
  curlOpts ? "",
  downloadToTemp ? false,
  executable ? false,
  recursiveHash ? false,
  postFetch ? "",
  passthru ? { },
  meta ? { },
  nativeBuildInputs ? [ ],
}:
let
  all = lib.optional (url != "") url ++ urls;
  given =
    if hash != "" then
      { outputHash = hash; }
    else if outputHash != "" then
      { inherit outputHash outputHashAlgo; }
    else if sha256 != "" then
      {
        outputHash = sha256;
        outputHashAlgo = "sha256";
      }
    else if sha512 != "" then
      {
        outputHash = sha512;
        outputHashAlgo = "sha512";
      }
    else
      throw "fetchurl: no hash for ${lib.head (all ++ [ name ])}";
in
if all == [ ] then
  throw "fetchurl: neither url nor urls"
else
  stdenv.mkDerivation (
    lib.filterAttrs (_: value: value != "") given
    // {
      name = if name != "" then name else baseNameOf (lib.head all);
      urls = all;
      mirrors = builtins.toJSON mirrors;
      outputHashMode = if recursiveHash || executable then "recursive" else "flat";
      inherit
        curlOpts
        executable
        postFetch
        nativeBuildInputs
        meta
        ;
      preferLocalBuild = true;
      passthru = {
        url = lib.head all;
      }
      // passthru;
      impureEnvVars = [
        "http_proxy"
        "https_proxy"
        "ftp_proxy"
        "all_proxy"
        "no_proxy"
        "SSL_CERT_FILE"
        "SSL_CERT_DIR"
        "NIX_SSL_CERT_FILE"
        "CURL_CA_BUNDLE"
        "NIX_MIRRORS_cran"
        "NIX_MIRRORS_pypi"
        "NIX_CONNECT_TIMEOUT"
      ];
      buildCommand = ''
        downloadedFile=$out
        if [ -n "$postFetch" ]; then downloadedFile=$NIX_BUILD_TOP/file; fi
        /usr/bin/python3 -I ${./fetch.py} "$downloadedFile" $urls
        eval "$postFetch"
        if [ -n "$executable" ]; then chmod +x "$out"; fi
      '';
    }
  )
