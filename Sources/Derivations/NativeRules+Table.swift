extension NativeRules {
  /// The rules, one a line: what it gives, a colon, and the keys that call for it.
  ///
  /// A line gives `library`, `darwin` (a library on macOS), `tool` or `program` with an attribute of nixpkgs; where nixpkgs
  /// renamed it, all its names with `|` between, newest first. `carried` names what nixpkgs' R
  /// brings along, `noise` what needs nothing, `outside` what nixpkgs does not package.
  ///
  /// A library that is linked with others of its own has their keys too, and so has R itself for a
  /// program that embeds it.
  ///
  /// A key is a phrase of SystemRequirements' prose, with `*` for any end of its last word or any beginning of
  /// its first, or `=`
  /// for one that is all of a clause; or a hint of the scan: `lib:` for a library linked to,
  /// `pkg-config:` for a module, `tool:` for a program called at build time, `linking-to:` for an R
  /// package built with, whose static library needs its own libraries again, or a bare `rust:`,
  /// `java:`, `fortran:`.
  package static let table = libraries + scienceLibraries + toolsAndPrograms + nothing

  /// What R's packages link to beside what they name.
  static let besides = """
    library proj: lib:gdal, pkg-config:gdal, tool:gdal-config

    """

  private static let libraries = """
    library abseil-cpp: abseil*, libabsl*, pkg-config:absl_*
    library libapparmor: libapparmor*, apparmor, lib:apparmor
    library boost: libboost*, boost, lib:boost_*
    library brotli: libbrotli*, brotli, lib:brotlienc, lib:brotlidec, pkg-config:libbrotli*
    library bzip2: bzip2, libbz2*, lib:bz2, pkg-config:bzip2, jri, lib:R,
      linking-to:Rhtslib
    library c-blosc: blosc, libblosc*, c-blosc, lib:blosc, pkg-config:blosc
    library cairo: cairo, libcairo*, lib:cairo, pkg-config:cairo*
    library curl: libcurl*, curl, lib:curl, pkg-config:libcurl, tool:curl-config,
      linking-to:Rhtslib
    library cyrus_sasl: libsasl*, cyrus sasl, cyrus-sasl*, sasl, lib:sasl2, pkg-config:libsasl2
    library db: berkeley db*, berkeleydb*, libdb, libdb-*, libdb_*, libdb5*, lib:db, lib:db_cxx
    library expat: expat, libexpat*, lib:expat, pkg-config:expat
    library fontconfig: fontconfig, libfontconfig*, lib:fontconfig, pkg-config:fontconfig
    library freetype: freetype, freetype2, libfreetype*, lib:freetype, pkg-config:freetype2
    library fribidi: fribidi, libfribidi*, lib:fribidi, pkg-config:fribidi
    library fswatch: libfswatch*, fswatch, lib:fswatch, pkg-config:libfswatch
    library glib: glib, libglib*, glib-2.0, lib:glib-2.0, pkg-config:glib-2.0, pkg-config:gio-2.0
    library gpgme: gpgme, libgpgme*, lib:gpgme, pkg-config:gpgme, tool:gpgme-config
    library grpc: grpc, libgrpc*, lib:grpc++, pkg-config:grpc++
    library gtk2: gtk+, gtk2, libgtk2*, gtk 2, pkg-config:gtk+-2.0
    library gtk3: gtk3, gtk, libgtk-3*, pkg-config:gtk+-3.0
    library gtkmm2: gtkmm, gtkmm-2.4, gtkmm2, libgtkmm*, pkg-config:gtkmm-2.4
    library harfbuzz: harfbuzz, libharfbuzz*, lib:harfbuzz, pkg-config:harfbuzz*
    library hiredis: hiredis, libhiredis*, lib:hiredis, pkg-config:hiredis
    library icu: icu4c, icu, libicu*, lib:icuuc, lib:icui18n, pkg-config:icu-*, jri, lib:R
    library imagemagick: imagemagick*, image magick, libmagick*, magick++, pkg-config:Magick*,
      tool:Magick++-config
    library jq: libjq*, jq, lib:jq
    library lcms2: lcms2, liblcms2*, lib:lcms2, pkg-config:lcms2
    library leptonica: leptonica, libleptonica*, lib:lept, lib:leptonica, pkg-config:lept
    library libaio: libaio*, lib:aio
    library libarchive: libarchive*, lib:archive, pkg-config:libarchive
    library libdeflate: libdeflate-dev, lib:deflate, pkg-config:libdeflate, jri, lib:R,
      ldflags-of-r:
    library libffi: libffi*, lib:ffi, pkg-config:libffi
    library libgit2: libgit2*, lib:git2, pkg-config:libgit2
    library libGL: opengl, libgl1-mesa*, mesa, lib:GL, pkg-config:gl
    library libGLU: glu, libglu*, lib:GLU, pkg-config:glu
    library libidn: libidn*, lib:idn, pkg-config:libidn
    library libjpeg: libjpeg*, jpeg, lib:jpeg, pkg-config:libjpeg
    library libkrb5: krb5*, libkrb5*, kerberos, pkg-config:krb5*
    library file: libmagic, libmagic-*, lib:magic
    library libmaxminddb: libmaxminddb*, lib:maxminddb
    library libmysqlclient|mysql.connector-c: libmysqlclient*, libmariadb*, mariadb*, mysql*,
      lib:mysqlclient, lib:mariadb, tool:mysql_config, tool:mariadb_config,
      pkg-config:libmariadb, pkg-config:mysqlclient
    library libpng: libpng*, lib:png, lib:png16, pkg-config:libpng*, tool:libpng-config
    library libpq|postgresql: libpq*, postgresql*, lib:pq, tool:pg_config, pkg-config:libpq
    library librdf_raptor2: libraptor2*, lib:raptor2
    library librdf_redland: librdf*, redland, lib:rdf, pkg-config:redland, tool:redland-config
    library librsvg: librsvg*, lib:rsvg-2, pkg-config:librsvg-2.0
    library libsecret: libsecret*, lib:secret-1, pkg-config:libsecret-1
    library libsodium: libsodium*, sodium, lib:sodium, pkg-config:libsodium
    library libssh: libssh, libssh-dev, libssh-devel, lib:ssh, pkg-config:libssh
    library libssh2: libssh2, libssh2-*, lib:ssh2, pkg-config:libssh2
    library libtiff: libtiff*, tiff, lib:tiff, pkg-config:libtiff-4
    library libunwind: libunwind*, lib:unwind, pkg-config:libunwind
    library libuuid: libuuid*, uuid-dev, lib:uuid, pkg-config:uuid
    library libuv: libuv*, lib:uv, pkg-config:libuv
    library libwebp: libwebp*, webp, lib:webp*, pkg-config:libwebp*
    library libxcrypt: libcrypt-dev, lib:crypt
    library libxml2: libxml2*, libxml, libxml++, lib:xml2, pkg-config:libxml-2.0, tool:xml2-config
    library libxslt: libxslt*, lib:xslt, lib:exslt, pkg-config:libxslt, pkg-config:libexslt,
      tool:xslt-config
    library libyaml: libyaml*, lib:yaml, pkg-config:yaml-0.1
    library lz4: liblz4*, lz4, lib:lz4, pkg-config:liblz4
    library mbedtls: mbedtls*, libmbedtls*, lib:mbedtls
    library mecab: mecab*, libmecab*, lib:mecab, tool:mecab-config
    library minizip: minizip, libminizip*, lib:minizip
    library ncurses: ncurses*, libncurses*, lib:ncurses, lib:curses, lib:tinfo
    library nng: nng, libnng*, lib:nng
    library nodejs.libv8|nodejs_22.libv8|v8: v8, libv8*, libnode*, v8-devel, lib:v8, lib:node
    library openssl: openssl*, libssl*, lib:ssl, lib:crypto, pkg-config:openssl, pkg-config:libssl,
      libmysqlclient*, lib:mysqlclient
    library pango: pango, libpango*, pkg-config:pango*
    library pcre: libpcre3*, pcre, lib:pcre, pkg-config:libpcre, tool:pcre-config, jri, lib:R
    library pcre2: pcre2, libpcre2*, lib:pcre2-*, pkg-config:libpcre2-*
    library poppler: poppler*, libpoppler*, lib:poppler*, pkg-config:poppler*
    library portaudio: portaudio*, libportaudio*, lib:portaudio, pkg-config:portaudio*
    library protobuf: protobuf*, libproto*, lib:protobuf, pkg-config:protobuf
    library qpdf: libqpdf*, lib:qpdf, pkg-config:libqpdf
    library rdkafka: librdkafka*, lib:rdkafka, pkg-config:rdkafka
    library readline: libreadline*, readline, lib:readline, pkg-config:readline
    library rrdtool: librrd*, rrdtool, lib:rrd, pkg-config:librrd
    library SDL2: sdl2, libsdl2*, lib:SDL2, pkg-config:sdl2
    library snappy: snappy, libsnappy*, lib:snappy
    library sqlite: sqlite, sqlite3, libsqlite*, lib:sqlite3, pkg-config:sqlite3
    library tcl: tcl/tk*, tcl, lib:tcl*
    library tesseract: tesseract, libtesseract*, lib:tesseract, pkg-config:tesseract
    library thrift: thrift, lib:thrift, pkg-config:thrift
    library tk: tcl/tk*, tk, tk-dev, lib:tk*
    library unixODBC: unixodbc*, odbc*, an odbc3 driver manager, lib:odbc, tool:odbc_config,
      pkg-config:odbc
    library utf8proc: utf8proc, libutf8proc*, lib:utf8proc
    library libx11|xorg.libX11: x11, libx11*, xlib, lib:X11, pkg-config:x11,
      pkg-config:cairo-xlib*
    library libxft|xorg.libXft: libxft*, xft, lib:Xft, pkg-config:xft
    library libxt|xorg.libXt: libxt, libxt-dev, lib:Xt, pkg-config:xt, pkg-config:cairo-xt
    library xmlsec: xmlsec*, libxmlsec*, lib:xmlsec1, pkg-config:xmlsec1, tool:xmlsec1-config
    library xz: xz, xz-utils, xz-devel, liblzma*, lib:lzma, pkg-config:liblzma, jri, lib:R,
      linking-to:Rhtslib
    library zeromq: zeromq*, zmq, libzmq*, lib:zmq, pkg-config:libzmq
    library zlib: zlib*, libz, lib:z, pkg-config:zlib, libmysqlclient*, lib:mysqlclient, jri, lib:R,
      linking-to:Rhtslib, linking-to:Rhdf5lib
    library zstd: zstd, libzstd*, lib:zstd, pkg-config:libzstd, jri, lib:R

    """

  private static let scienceLibraries = """
    library armadillo: libarmadillo*, armadillo, lib:armadillo
    library arpack: arpack*, libarpack*, lib:arpack
    library clp: clp, coin-or clp, coinor-libclp*, lib:Clp, lib:ClpSolver, pkg-config:clp
    library cgl: cgl, coinor-libcgl*, lib:Cgl, pkg-config:cgl
    library eigen: libeigen*, eigen3, pkg-config:eigen3
    library ffmpeg: libav*, libswscale*, pkg-config:libav*, lib:avformat
    library fftw: fftw*, libfftw*, lib:fftw3, lib:fftw3_*, pkg-config:fftw3
    library fftwFloat: lib:fftw3f, pkg-config:fftw3f
    library flint: flint, libflint*, lib:flint, pkg-config:flint
    library gdal: gdal, gdal-*, libgdal*, lib:gdal, pkg-config:gdal, tool:gdal-config
    library geos: geos, libgeos*, geos-devel, lib:geos, lib:geos_c, pkg-config:geos,
      tool:geos-config
    library glpk: glpk, libglpk*, lib:glpk
    library gmp: gmp, gmpxx, libgmp*, gmp-devel, lib:gmp, lib:gmpxx, pkg-config:gmp*, glpk,
      libglpk*, lib:glpk
    library gsl: gsl, gsl-*, libgsl*, gnu scientific library, lib:gsl, lib:gslcblas,
      pkg-config:gsl, tool:gsl-config, linking-to:RcppGSL
    library hdf5: hdf5*, libhdf5*, lib:hdf5*, pkg-config:hdf5, tool:h5cc
    library highs: libhighs*, lib:highs, pkg-config:highs
    library htslib: htslib, libhts*, lib:hts, pkg-config:htslib
    library hwloc: hwloc, libhwloc*, lib:hwloc, pkg-config:hwloc
    library igraph: libigraph*, lib:igraph, pkg-config:igraph
    library jags: jags*, jags 4.x.y, lib:jags, pkg-config:jags
    library libaec: libaec*, lib:aec
    library libgeotiff: libgeotiff*, lib:geotiff
    library libsbml: libsbml*, lib:sbml, pkg-config:libsbml
    library libsndfile: libsndfile*, lib:sndfile, pkg-config:sndfile
    library matio: libmatio*, lib:matio, pkg-config:matio
    library metis: metis, libmetis*, lib:metis
    library mpfr: mpfr*, libmpfr*, lib:mpfr
    library mpi|openmpi: openmpi*, libopenmpi*, mpich*, mpi, lib:mpi, pkg-config:ompi
    library netcdf: netcdf*, libnetcdf*, lib:netcdf, pkg-config:netcdf, tool:nc-config
    library nlopt: nlopt, libnlopt*, lib:nlopt, pkg-config:nlopt
    library ocl-icd: opencl*, ocl-icd*, lib:OpenCL
    library opencl-clhpp|opencl-headers: opencl*, lib:OpenCL
    library openbabel: openbabel*, open babel, lib:openbabel, pkg-config:openbabel-*
    library opencv: opencv*, libopencv*, lib:opencv_core, pkg-config:opencv*
    library pari: pari/gp, pari-gp, libpari*, lib:pari
    library proj: proj, proj4, proj.4, libproj*, proj-*, lib:proj, pkg-config:proj, gdal, libgdal*
    library quantlib: quantlib*, libquantlib*, lib:QuantLib, tool:quantlib-config,
      pkg-config:quantlib
    library suitesparse: suitesparse*, libsuitesparse*, lib:cholmod, lib:umfpack
    library symengine: symengine, libsymengine*, lib:symengine
    library symphony: coin-or symphony, symphony, coinor-libsymphony*, lib:Sym,
      pkg-config:symphony
    library onetbb|tbb: tbb, onetbb, intel tbb, libtbb*, lib:tbb, pkg-config:tbb
    library udunits: udunits*, libudunits*, lib:udunits2, pkg-config:udunits*

    """

  private static let toolsAndPrograms = """
    tool autoconf: autoconf, tool:autoconf, tool:autoreconf
    tool automake: automake, tool:automake, tool:autoreconf
    tool bison: bison, tool:bison
    tool cargo: cargo, rust:, tool:cargo
    tool cmake: cmake, tool:cmake
    tool doxygen: tool:doxygen
    tool flex: tool:flex
    tool gettext: gettext, tool:msgfmt
    tool intltool: tool:intltool-update
    tool jdk: java jdk, jdk, java:, tool:javac
    tool libtool: libtool, tool:libtool
    tool meson: meson, tool:meson
    tool libpq.pg_config|postgresql: tool:pg_config
    tool ninja: ninja, ninja-build, tool:ninja
    tool patchelf: tool:patchelf
    tool perl: tool:perl
    tool pkg-config|pkgconfig: pkg-config, pkgconfig, tool:pkg-config
    tool protobuf: protobuf-compiler, protoc, protobuf compiler, tool:protoc
    tool python3: tool:python3
    tool rustc: rustc, rust:, tool:rustc
    tool swig: swig, tool:swig
    tool unzip: tool:unzip
    tool which: tool:which
    program asciidoc: asciidoc
    program awscli: awscli, aws-configure
    program beancount: beancount
    program bedops: bedops
    program bedtools: bedtools
    program blast: ncbi-blast*, blast+, blastn, blastp
    program bwa: bwa
    program chromium: chromium*, chrome
    program cudatoolkit: cuda, nvcc, cuda toolkit, libcuda*
    program dcraw: dcraw
    program docker: docker
    program dotnet-sdk: dotnet*, .net sdk
    program emboss: emboss
    program exiftool: exiftool
    program ffmpeg: ffmpeg, avconv, libav
    program firefox: web browser
    program gdb: gdb
    program ghostscript: ghostscript
    program git: git
    program gmt: gmt
    program gnugrep: grep
    program gnupg: gpg, pgp/gnupg, gnupg
    program gnuplot: gnuplot
    program graphicsmagick: graphicsmagick
    program graphviz: graphviz
    program grass: grass
    program gretl: gretl
    program hadoop: hadoop*
    program hledger: hledger
    program hugo: hugo
    program jdk: java, java runtime, jvm, jri, openjdk*, java-*, default-jre, jre
    program julia|julia-bin: julia, *.jl
    program jupyter: jupyter
    program ledger: ledger
    program lldb: lldb
    program lyx: lyx
    program libreoffice: libreoffice
    program mafft: mafft
    program maxima: maxima
    program mongodb: mongo, mongod, mongodb
    program muscle: muscle
    program musescore: musescore
    program neo4j: neo4j, cypher-shell
    program nodejs: nodejs, node.js, npm
    program optipng: optipng
    program p7zip: 7zip, 7-zip*, 7z, p7zip
    program pandoc: pandoc*, rmarkdown v2
    program perl: perl
    program phantomjs2|phantomjs: phantomjs
    program plink-ng: plink
    program pngquant: pngquant
    program pylint|python3Packages.pylint: pylint
    program python3: python*, pip, numpy, scipy, difflib
    program python3Packages.boto3: boto3
    program python3Packages.keras|python3Packages.Keras: keras
    program python3Packages.torch|python3Packages.pytorch: pytorch*
    program python3Packages.tensorflow: tensorflow*
    program quarto: quarto*
    program rstudio: rstudio
    program saga: saga gis, saga-gis, saga_cmd
    program samtools: samtools
    program slurm: slurm
    program sourceHighlight: source-highlight
    program sox: sox
    program spark: spark*, apache spark
    program subversion: subversion, svn
    program swi-prolog|swiProlog: swi-prolog, swipl
    program swftools: swf tools, swftools
    program tclPackages.tcllib|tcllib: tcllib
    program tclPackages.bwidget|bwidget: bwidget
    program tclPackages.tktable|tktable: tktable
    program texliveMedium|texlive.combined.scheme-medium: latex, pdflatex, tex, tinytex, texlive*,
      pgf, booktabs, dcolumn, rotating, thumbpdf, longtable, paralist, xelatex, lualatex, mpost, metapost, dvipdfmx, uplatex
    program unzip: unzip
    program dos2unix: unix2dos, dos2unix
    program netlogo: netlogo
    program openbugs: openbugs
    program whitebox-tools: whiteboxtools, whitebox-tools
    program latte-integrale: latte
    program vscode: visual studio code, microsoft visual code
    program tesseract: tesseract-ocr-*
    program python3Packages.pandas: pandas
    program python3Packages.requests: =requests
    program python3Packages.matplotlib: matplotlib
    program python3Packages.scikit-learn|python3Packages.scikitlearn: scikit-learn*, sklearn
    program python3Packages.scikit-image|python3Packages.scikitimage: scikit-image*, skimage
    program python3Packages.cloudpickle: cloudpickle
    program libtorch-bin: libtorch
    program wget: wget
    program wine: wine
    program wl-clipboard: wl-clipboard
    program wordnet: wordnet
    program xclip: xclip
    program xdg-utils|xdg_utils: xdg-utils
    program xpdf: xpdf
    program xsel: xsel

    """

  private static let nothing = """
    carried: blas, lapack, libblas*, liblapack*, libopenblas*, openblas, atlas, lib:blas,
      lib:lapack, fortran, fortran77, fortran90, fortran95, gfortran*, fortran:, lib:gfortran,
      lib:quadmath, tcltk, libr, lib:Rblas, lib:Rlapack, lib:Rmath, r, zoneinfo,
      iana time zone*, gnu tar, tar, gzip, lib:intl, lib:iconv, iconv, tool:R, tool:Rscript
    noise: c++*, cxx*, use_c17, c99, c11, c compiler, c/c++, ansi c, iso c*, c 11, a c11, gcc*,
      g++*, clang*, gnu make*, gmake, gnumake, make, gnu, openmp*, libomp*, gomp, none, posix*,
      =unix, =linux, =mac, =mac osx, =and windows, =under linux, =for windows users,
      =on a unix-alike, linux (>=*, =whoami, =head, standard unix tools*, =generally, =github,
      =see the readme for details, including -dev or -devel part, only x86_64 platforms*,
      mach_absolute_time, for installation guide see, cmd.exe, =windows, =macos, rtools*, xquartz,
      little endian, little-endian*, build-essential, clock_gettime, =memory, =see,
      =internet access, =internet connection,
      cpu*, gpu*, avx*, sse4*, ram, gb of ram, api key, account, credentials, apt-get*, *.exe,
      this package*, is downloaded*, =linux and macos, =macos and linux, 64-bit*, 32-bit*,
      =internet, operating system*, executed sequentially,
      lib:m, lib:dl, lib:pthread, lib:rt, lib:c, lib:gcc, lib:gcc_s, lib:stdc++, lib:stdc++fs,
      lib:gomp, lib:omp, lib:c++, lib:util, lib:resolv, lib:nsl, lib:socket, lib:ws2_32,
      lib:atomic
    outside: stata, saint, macaulay2, mrtswath, bchunlimited, libbi, circos, domino, virtuoso*, gnparser,
      osrm, tapkee, reduce, csl, torch backend,
      officetopdf, admixtools, beast2, lsf, bsub, stanford corenlp, rapids cuml, gipptools*,
      eviews, matlab, fsl, freesurfer, h2o4gpu, jamovi, svmlight, mosek, maxent*, redatam*, mixblup,
      blupf90*, neptune, netmhc2pan, merlin, pureseqtm, mlwin, basex, bloomberg, ilog cplex, arcgis,
      monolix, embulk*, winedt, sas, valection, pywin32, roger-base, conquest, imagej, qupath*, ms-mpi

    """
}
