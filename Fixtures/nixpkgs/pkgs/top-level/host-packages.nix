# Tools and libraries that the host has: nothing of them is built.
{ lib, stdenv }:
let
  # Programs, and the package of Debian that brings them.
  tool =
    {
      pname,
      version ? "0",
      programs ? [ pname ],
      debian ? pname,
    }:
    stdenv.mkDerivation {
      inherit pname version;
      buildCommand = ''
        mkdir -p $out/bin $out/nix-support
        for program in ${toString programs}; do
          if ! [ -e /usr/bin/$program ]; then
            echo "there is no /usr/bin/$program here; install Debian's package '${debian}'" >&2
            exit 1
          fi
          ln -s /usr/bin/$program $out/bin/$program
          echo /usr/bin/$program >> $out/nix-support/host-paths
        done
      '';
      meta.mainProgram = lib.head programs;
    };

  # A library that compilers of the host find by themselves, where its -dev package is installed. It lists
  # what its shared libraries are called, up to the ending, since autoPatchelfHook looks for those in inputs.
  library =
    pname:
    stdenv.mkDerivation {
      inherit pname;
      version = "0";
      buildCommand = ''
        mkdir -p $out/nix-support
        printf '%s\n' ${toString (sonames.${pname} or [ "lib${lib.removePrefix "lib" pname}" ])} \
          > $out/nix-support/shared-libraries
      '';
    };

  # Where it is not the package's own name after `lib`.
  sonames = {
    boost = [ "libboost_*" ];
    fftw = [ "libfftw3*" ];
    freetype = [ "libfreetype" ];
    geos = [
      "libgeos"
      "libgeos_c"
    ];
    glib = [
      "libglib-2.0"
      "libgio-2.0"
      "libgmodule-2.0"
      "libgobject-2.0"
      "libgthread-2.0"
    ];
    gsl = [
      "libgsl"
      "libgslcblas"
    ];
    hdf5 = [ "libhdf5*" ];
    icu = [ "libicu*" ];
    libpng = [ "libpng16" ];
    libwebp = [ "libwebp*" ];
    libxslt = [
      "libxslt"
      "libexslt"
    ];
    libyaml = [ "libyaml-0" ];
    ncurses = [
      "libncurses*"
      "libtinfo*"
    ];
    openssl = [
      "libssl"
      "libcrypto"
    ];
    pango = [ "libpango*" ];
    pcre2 = [ "libpcre2*" ];
    protobuf = [ "libproto*" ];
    sqlite = [ "libsqlite3" ];
    udunits = [ "libudunits2" ];
    unixODBC = [ "libodbc*" ];
    zeromq = [ "libzmq" ];
    zlib = [ "libz" ];
  };

  coreutilsPrograms = lib.splitString " " (
    "[ base64 basename cat chgrp chmod chown comm cp cut date dd df dir dirname du echo env expand expr "
    + "false fold head id install join ln ls md5sum mkdir mkfifo mktemp mv nice nl nohup nproc od paste "
    + "pr printenv printf pwd readlink realpath rm rmdir seq sha1sum sha256sum shuf sleep sort split "
    + "stat stty sum sync tac tail tee test timeout touch tr true truncate tsort tty uname unexpand "
    + "uniq unlink wc who whoami yes"
  );

  tools = {
    bash = {
      programs = [
        "bash"
        "sh"
      ];
    };
    bashInteractive.programs = [
      "bash"
      "sh"
    ];
    bzip2 = { };
    cargo = { };
    cmake = { };
    coreutils.programs = coreutilsPrograms;
    curl = { };
    diffutils.programs = [ "diff" ];
    file = { };
    findutils.programs = [
      "find"
      "xargs"
    ];
    gawk.programs = [ "awk" ];
    gfortran = { };
    git = { };
    gnugrep = {
      programs = [ "grep" ];
      debian = "grep";
    };
    gnumake = {
      programs = [ "make" ];
      debian = "make";
    };
    gnused = {
      programs = [ "sed" ];
      debian = "sed";
    };
    gnutar = {
      programs = [ "tar" ];
      debian = "tar";
    };
    gzip = { };
    less = { };
    meson = { };
    ninja.debian = "ninja-build";
    nodejs.programs = [ "node" ];
    pandoc = { };
    patch = { };
    patchelf = { };
    perl = { };
    pkg-config.debian = "pkgconf";
    rustc = { };
    skopeo = { };
    swig = { };
    unzip = { };
    which.debian = "debianutils";
    xz.debian = "xz-utils";
    zip = { };
  };

  libraries = [
    "blas"
    "boost"
    "cairo"
    "eigen"
    "expat"
    "fftw"
    "fontconfig"
    "freetype"
    "fribidi"
    "gdal"
    "geos"
    "gettext"
    "glib"
    "glpk"
    "gmp"
    "gsl"
    "harfbuzz"
    "hdf5"
    "icu"
    "lapack"
    "libarchive"
    "libffi"
    "libgit2"
    "libjpeg"
    "libpng"
    "libpq"
    "libsodium"
    "libssh2"
    "libtiff"
    "libuv"
    "libwebp"
    "libxml2"
    "libxslt"
    "libyaml"
    "lz4"
    "mpfr"
    "ncurses"
    "netcdf"
    "openblas"
    "openssl"
    "pango"
    "pcre2"
    "proj"
    "protobuf"
    "readline"
    "sqlite"
    "suitesparse"
    "tbb"
    "udunits"
    "unixODBC"
    "zeromq"
    "zlib"
    "zstd"
  ];
in
lib.mapAttrs (pname: settings: tool ({ inherit pname; } // settings)) tools
// lib.genAttrs libraries library
// {
  cacert = stdenv.mkDerivation {
    pname = "nss-cacert";
    version = "0";
    buildCommand = ''
      mkdir -p $out/etc/ssl/certs
      cp /etc/ssl/certs/ca-certificates.crt $out/etc/ssl/certs/ca-bundle.crt
    '';
  };
}
