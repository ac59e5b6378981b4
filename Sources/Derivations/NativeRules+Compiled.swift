extension NativeRules {
  /// The rules for what Python packages' sources ask for: those of all languages, and what only CMake,
  /// Cargo and C's preprocessor say.
  package static let compiled = NativeRules(parsing: table + compiledTable)

  /// Keys: `cmake:` for a package of `find_package`, `crate:` for one of Cargo.lock, `include:` for a
  /// header, `language:` for a compiler; the others are those of `table`.
  static let compiledTable = compiledLibraries + modules + compiledTools + compiledNoise

  private static let compiledLibraries = """
    library alsa-lib|alsaLib: pkg-config:alsa, lib:asound, crate:alsa-sys, include:alsa/asoundlib.h, cmake:ALSA
    library arrow-cpp: cmake:Arrow, pkg-config:arrow
    library assimp: cmake:assimp, lib:assimp, pkg-config:assimp
    library blas: pkg-config:blas, pkg-config:cblas, pkg-config:openblas, cmake:BLAS, lib:blas, lib:cblas, lib:openblas,
    library boost: cmake:Boost, include:boost/*
    library python3Packages.boost: lib:boost_python*, include:boost/python.hpp, include:boost/python/*
    library bzip2: cmake:BZip2, include:bzlib.h
    library c-ares: pkg-config:libcares, lib:cares
    library cairo: include:cairo.h, crate:cairo-sys-rs
    library capstone: lib:capstone, pkg-config:capstone
    library cgal: cmake:CGAL
    library cups: lib:cups, include:cups/cups.h, tool:cups-config
    library curl: cmake:CURL, include:curl/curl.h
    library dbus: pkg-config:dbus-1, crate:libdbus-sys
    library draco: cmake:draco
    library eigen: cmake:Eigen3, include:Eigen/*
    library enchant: pkg-config:enchant-2
    library expat: cmake:EXPAT, include:expat.h
    library fastjet: tool:fastjet-config
    library ffmpeg: include:libavcodec/*, include:libavformat/*, crate:ffmpeg-sys-next
    library fftw: cmake:FFTW3, cmake:FFTW, include:fftw3.h
    library flac: lib:FLAC, pkg-config:flac
    library fmt: cmake:fmt, lib:fmt, pkg-config:fmt, include:fmt/*
    library fontconfig: cmake:Fontconfig, include:fontconfig/*, crate:yeslogic-fontconfig-sys, crate:fontconfig-sys
    library freetds: lib:sybdb, lib:ct, include:sybdb.h, include:sqlfront.h
    library freetype: cmake:Freetype, include:ft2build.h, tool:freetype-config
    library fuse: pkg-config:fuse, include:fuse.h
    library fuse3: pkg-config:fuse3
    library gdal: cmake:GDAL, include:gdal.h, crate:gdal-sys
    library geos: cmake:GEOS, include:geos_c.h, crate:geos-sys
    library gflags: cmake:gflags
    library glew: lib:GLEW, cmake:GLEW, pkg-config:glew
    library glfw: cmake:glfw3, lib:glfw, pkg-config:glfw3
    library glib: crate:glib-sys, include:glib.h, lib:smf, pkg-config:smf
    library glm: cmake:glm, include:glm/*
    library glog: cmake:glog
    library glpk: include:glpk.h
    library gmp: include:gmp.h, cmake:GMP, crate:gmp-mpfr-sys
    library gnutls: pkg-config:gnutls, lib:gnutls
    library gobject-introspection: pkg-config:gobject-introspection-1.0
    library graphviz: lib:cgraph, lib:gvc, pkg-config:libcgraph
    library gsl: cmake:GSL, include:gsl/*
    library gst_all_1.gstreamer: pkg-config:gstreamer-1.0
    library gst_all_1.gst-plugins-base: pkg-config:gstreamer-app-1.0, pkg-config:gstreamer-video-1.0
    library gtest: cmake:GTest, pkg-config:gtest*, pkg-config:gmock*
    library hdf5: cmake:HDF5, include:hdf5.h, crate:hdf5-sys, crate:hdf5-metno-sys
    library hepmc3: cmake:HepMC3, lib:HepMC3
    library hidapi: lib:hidapi, lib:hidapi-libusb, lib:hidapi-hidraw, pkg-config:hidapi-*, include:hidapi.h
    library libhwy|highway: pkg-config:libhwy, cmake:hwy
    library hunspell: lib:hunspell*, pkg-config:hunspell, include:hunspell/*
    library icu: cmake:ICU, include:unicode/utypes.h, tool:icu-config
    library jansson: lib:jansson, pkg-config:jansson
    library jsoncpp: cmake:jsoncpp, pkg-config:jsoncpp
    library lapack: pkg-config:lapack, pkg-config:lapacke, cmake:LAPACK, lib:lapack, lib:lapacke,
      pkg-config:openblas, lib:openblas, cmake:OpenBLAS
    library lcms2: cmake:LCMS2, include:lcms2.h
    library leveldb: lib:leveldb, include:leveldb/*, cmake:leveldb
    library libarchive: cmake:LibArchive, include:archive.h
    library libcap: lib:cap, pkg-config:libcap
    library libdiscid: lib:discid, pkg-config:libdiscid, include:discid/discid.h
    library libdrm: pkg-config:libdrm, include:xf86drm.h
    library libevdev: pkg-config:libevdev
    library libevent: pkg-config:libevent, lib:event, cmake:Libevent
    library libev: lib:ev, include:ev.h
    library libffi: include:ffi.h
    library libgcrypt: lib:gcrypt, pkg-config:libgcrypt
    library libgit2: include:git2.h
    library libheif: pkg-config:libheif, lib:heif, include:libheif/*, crate:libheif-sys
    library libinput: pkg-config:libinput
    library libjpeg: cmake:JPEG, include:jpeglib.h
    library libjxl: pkg-config:libjxl, lib:jxl, include:jxl/*
    library libkrb5: tool:krb5-config, include:gssapi/*, crate:libgssapi-sys, lib:gssapi_krb5
    library libmemcached: lib:memcached, include:libmemcached/*
    library libmysqlclient|mysql.connector-c: crate:mysqlclient-sys, include:mysql.h
    library libnl: pkg-config:libnl-*, lib:nl, lib:nl-3
    library libogg: lib:ogg, pkg-config:ogg
    library libopus|opusTools: lib:opus, pkg-config:opus, include:opus.h
    library libpcap: lib:pcap, include:pcap.h, pkg-config:libpcap, crate:pcap-sys
    library libpostal: lib:postal, include:libpostal/*
    library libpng: cmake:PNG, include:png.h
    library libpq|postgresql: cmake:PostgreSQL, include:libpq-fe.h, crate:pq-sys
    library libpulseaudio: lib:pulse, pkg-config:libpulse, crate:libpulse-sys
    library libraw: lib:raw, lib:raw_r, pkg-config:libraw, pkg-config:libraw_r, include:libraw/*
    library libsass: lib:sass, include:sass.h, pkg-config:libsass
    library libseccomp: lib:seccomp, pkg-config:libseccomp, crate:libseccomp-sys
    library libsecp256k1|secp256k1: lib:secp256k1, pkg-config:libsecp256k1
    library libsndfile: include:sndfile.h
    library libsmf: lib:smf, pkg-config:smf
    library libsodium: include:sodium.h, crate:libsodium-sys, crate:libsodium-sys-stable
    library libspatialindex: cmake:libspatialindex, lib:spatialindex
    library libspng: pkg-config:spng, lib:spng
    library libtiff: cmake:TIFF, include:tiffio.h
    library libtorch-bin: crate:torch-sys
    library libudev-zero|udev|systemd: pkg-config:libudev, lib:udev
    library libunistring: lib:unistring
    library libusb1|libusb: lib:usb-1.0, pkg-config:libusb-1.0, include:libusb.h
    library libuv: include:uv.h
    library libv4l|v4l-utils: pkg-config:libv4l*, lib:v4l2
    library libvirt: pkg-config:libvirt*, lib:virt
    library libvorbis: lib:vorbis, lib:vorbisfile, pkg-config:vorbis*
    library libwebp: cmake:WebP, include:webp/*
    library libx11|xorg.libX11: cmake:X11, include:X11/Xlib.h, crate:x11, crate:x11-dl
    library libxcb|xorg.libxcb: pkg-config:xcb, lib:xcb
    library libxcrypt: include:crypt.h
    library libxext|xorg.libXext: pkg-config:xext, lib:Xext
    library libxcomposite|xorg.libXcomposite: pkg-config:xcomposite, lib:Xcomposite
    library libxcursor|xorg.libXcursor: pkg-config:xcursor, lib:Xcursor
    library libxdamage|xorg.libXdamage: pkg-config:xdamage, lib:Xdamage
    library libxfixes|xorg.libXfixes: pkg-config:xfixes, lib:Xfixes
    library libxi|xorg.libXi: pkg-config:xi, lib:Xi
    library libxinerama|xorg.libXinerama: pkg-config:xinerama, lib:Xinerama
    library libxres|xorg.libXres: pkg-config:xres, lib:XRes
    library libxtst|xorg.libXtst: pkg-config:xtst, lib:Xtst
    library libxkbcommon: pkg-config:xkbcommon*, lib:xkbcommon
    library libxml2: cmake:LibXml2, include:libxml/*, crate:libxml
    library libxrandr|xorg.libXrandr: pkg-config:xrandr, lib:Xrandr
    library libxrender|xorg.libXrender: pkg-config:xrender, lib:Xrender
    library libxslt: cmake:LibXslt, include:libxslt/*
    library libyaml: include:yaml.h
    library libzip: lib:zip, pkg-config:libzip, cmake:libzip
    library llvm: cmake:LLVM, tool:llvm-config
    library llvmPackages.libclang: cmake:Clang, lib:clang
    library lmdb: lib:lmdb, include:lmdb.h, pkg-config:lmdb
    library lz4: cmake:lz4, include:lz4.h
    library lzo: lib:lzo2, pkg-config:lzo2
    library magic-enum: cmake:magic_enum
    library mapnik: tool:mapnik-config, pkg-config:libmapnik
    library mecab: include:mecab.h
    library mpfr: include:mpfr.h, cmake:MPFR
    library libmpc: lib:mpc, include:mpc.h
    library mpi|openmpi: cmake:MPI, include:mpi.h, tool:mpicc, pkg-config:mpi, pkg-config:ompi*
    library msgpack-cxx|msgpack: cmake:msgpack*
    library ncurses: cmake:Curses, include:curses.h, include:ncurses.h
    library netcdf: cmake:netCDF, include:netcdf.h, crate:netcdf-sys
    library nettle: pkg-config:nettle, pkg-config:hogweed, crate:nettle-sys, lib:nettle
    library nlohmann_json: cmake:nlohmann_json, pkg-config:nlohmann_json
    library nlopt: cmake:NLopt
    library notmuch: lib:notmuch
    library nspr: pkg-config:nspr, lib:nspr4
    library nss: pkg-config:nss, lib:nss3
    library ocl-icd: cmake:OpenCL, include:CL/*
    library odpic: lib:odpic, include:dpi.h
    library oniguruma: lib:onig, pkg-config:oniguruma, include:oniguruma.h
    library openal|openalSoft: lib:openal, pkg-config:openal, cmake:OpenAL
    library openblas: crate:openblas-src
    library opencolorio: cmake:OpenColorIO
    library opencv: cmake:OpenCV
    library opencl-headers: cmake:OpenCL, include:CL/*
    library openexr: cmake:OpenEXR, pkg-config:OpenEXR
    library openimageio: cmake:OpenImageIO
    library openjpeg: cmake:OpenJPEG, pkg-config:libopenjp2
    library openldap: lib:ldap, lib:ldap_r, lib:lber, include:ldap.h
    library openslide: lib:openslide, pkg-config:openslide
    library openssl: cmake:OpenSSL, include:openssl/*, crate:openssl-sys
    library pam: lib:pam, include:security/pam_appl.h, crate:pam-sys
    library pango: include:pango/*
    library pcre: include:pcre.h
    library pcre2: cmake:PCRE2, include:pcre2.h
    library pcsclite: lib:pcsclite, pkg-config:libpcsclite, crate:pcsc-sys
    library pixman: pkg-config:pixman-1, lib:pixman-1
    library portaudio: include:portaudio.h
    library portmidi: lib:portmidi, include:portmidi.h
    library proj: cmake:PROJ, include:proj.h, crate:proj-sys
    library protobuf: cmake:Protobuf, include:google/protobuf/*
    library pugixml: cmake:pugixml
    library qhull: cmake:Qhull, lib:qhull_r
    library qpdf: include:qpdf/*
    library range-v3: cmake:range-v3
    library rapidfuzz-cpp: cmake:rapidfuzz
    library re2: lib:re2, include:re2/*, cmake:re2
    library readline: include:readline/*
    library rocksdb: lib:rocksdb, include:rocksdb/*, cmake:RocksDB
    library rtmidi: lib:rtmidi, pkg-config:rtmidi
    library SDL2|sdl2-compat: lib:SDL2, pkg-config:sdl2, cmake:SDL2, tool:sdl2-config, crate:sdl2-sys, include:SDL2/*
    library SDL2_image: lib:SDL2_image, pkg-config:SDL2_image
    library SDL2_mixer: lib:SDL2_mixer, pkg-config:SDL2_mixer
    library SDL2_ttf: lib:SDL2_ttf, pkg-config:SDL2_ttf
    library snappy: cmake:Snappy, include:snappy*
    library soxr: lib:soxr, cmake:soxr, pkg-config:soxr
    library spdlog: cmake:spdlog, pkg-config:spdlog
    library soundtouch: pkg-config:soundtouch, lib:SoundTouch
    library speex: lib:speex, pkg-config:speex
    library sqlite: cmake:SQLite3, include:sqlite3.h, crate:libsqlite3-sys
    library suitesparse: include:cholmod.h, include:umfpack.h, include:suitesparse/*, cmake:CHOLMOD
    library suitesparse-graphblas: include:GraphBLAS.h, lib:graphblas
    library taglib: lib:tag, pkg-config:taglib
    library tbb|onetbb: cmake:TBB
    library tinyxml-2: cmake:tinyxml2, pkg-config:tinyxml2
    library tomlplusplus: cmake:tomlplusplus
    library unixODBC: include:sql.h, include:sqlext.h, crate:odbc-sys
    library vectorscan|hyperscan: lib:hs, pkg-config:libhs, crate:hyperscan-sys
    library vtk: cmake:VTK
    library vulkan-loader: cmake:Vulkan, pkg-config:vulkan
    library vulkan-headers: cmake:Vulkan
    library wayland: pkg-config:wayland-client, pkg-config:wayland-server, crate:wayland-sys
    library wlroots|wlroots_0_20|wlroots_0_19|wlroots_0_18|wlroots_0_17: pkg-config:wlroots*, lib:wlroots*
    library xapian: lib:xapian
    library xcb-util-cursor: pkg-config:xcb-cursor
    library xmlsec: include:xmlsec/*
    library xxHash: lib:xxhash, pkg-config:libxxhash, include:xxhash.h, cmake:xxHash
    library xz: cmake:LibLZMA, include:lzma.h
    library yaml-cpp|libyamlcpp: cmake:yaml-cpp, pkg-config:yaml-cpp
    library z3: lib:z3, cmake:Z3
    library zbar: lib:zbar, pkg-config:zbar
    library zeromq: cmake:ZeroMQ, include:zmq.h
    library zint-qt|zint: lib:zint
    library zlib: cmake:ZLIB, include:zlib.h
    library zstd: cmake:zstd, include:zstd.h

    """

  private static let compiledTools = """
    darwin llvmPackages.openmp: cmake:OpenMP, pkg-config:openmp, pkg-config:OpenMP, lib:gomp, lib:omp, flag:-fopenmp
    tool gfortran: language:fortran
    tool pkg-config|pkgconfig: crate:openssl-sys, crate:alsa-sys, crate:libdbus-sys, crate:nettle-sys, crate:gdal-sys,
      crate:proj-sys, crate:pcsc-sys, crate:glib-sys, crate:yeslogic-fontconfig-sys, crate:hyperscan-sys, crate:libheif-sys
    tool rustPlatform.bindgenHook: crate:bindgen
    tool cmake: crate:cmake, crate:libz-ng-sys, crate:grpcio-sys, crate:highs-sys, crate:snmalloc-sys
    tool nasm: crate:turbojpeg-sys, crate:mozjpeg-sys
    tool protobuf: crate:prost-build, crate:tonic-build
    tool apacheHttpd.dev: tool:apxs
    tool flex: cmake:FLEX, tool:flex
    tool bison: cmake:BISON, tool:bison
    tool swig: cmake:SWIG
    tool libpq.pg_config|postgresql: tool:pg_config
    tool libmysqlclient|mysql.connector-c: tool:mysql_config, tool:mariadb_config
    tool unixODBC: tool:odbc_config
    tool geos: tool:geos-config
    tool gdal: tool:gdal-config
    tool gsl: tool:gsl-config
    tool cups: tool:cups-config
    tool curl: tool:curl-config
    tool libkrb5: tool:krb5-config
    tool libxml2: tool:xml2-config
    tool libxslt: tool:xslt-config
    tool mecab: tool:mecab-config
    tool net-snmp: tool:net-snmp-config
    tool gpgme: tool:gpgme-config
    tool llvm: tool:llvm-config
    tool freetype: tool:freetype-config
    tool wxGTK32|wxGTK: tool:wx-config
    tool SDL2: tool:sdl2-config
    tool lhapdf: tool:lhapdf-config
    tool root: tool:root-config
    tool fastjet: tool:fastjet-config
    tool icu: tool:icu-config
    tool netcdf: tool:nc-config
    tool hdf5: tool:h5cc
    tool mpi|openmpi: tool:mpicc
    tool pcre: tool:pcre-config
    tool jdk: include:jni.h
    tool protobuf: tool:protoc, cmake:protoc
    tool perl: tool:perl, cmake:Perl
    tool doxygen: cmake:Doxygen

    """

  private static let compiledNoise = """
    noise : crate:openssl-src, lib:cunit, lib:check, lib:cmocka, lib:cppunit, lib:gtest, lib:gmock, lib:gtest_main
    noise : cmake:Threads, cmake:Python*, cmake:PythonInterp, cmake:PythonLibs, cmake:PythonExtensions,
      cmake:pybind11, cmake:nanobind, cmake:Git, cmake:PkgConfig, cmake:Cython, cmake:NumPy, cmake:F2PY, cmake:CUDA*,
      cmake:scikit-build*, cmake:SKBUILD, cmake:UseCython, cmake:Sphinx, cmake:MKL, cmake:Java, cmake:JNI, cmake:GoogleTest, cmake:CTest, cmake:ExternalProject
    noise : lib:m, lib:c, lib:dl, lib:rt, lib:pthread, lib:util, lib:stdc++, lib:gcc, lib:objc, lib:atomic, lib:stdc++fs,
      lib:resolv, lib:gfortran, lib:quadmath, lib:libcmt, lib:python*, lib:iconv, lib:libiconv, lib:c++, lib:System, lib:npymath, lib:iomp5, lib:execinfo, lib:bsd, lib:log, lib:android, lib:intl, lib:charset
    noise : lib:user32, lib:ws2_32, lib:advapi32, lib:kernel32, lib:gdi32, lib:shell32, lib:ole32, lib:oleaut32, lib:winmm, lib:iphlpapi,
      lib:psapi, lib:crypt32, lib:Crypt32, lib:uuid, lib:comctl32, lib:comdlg32, lib:shlwapi, lib:wsock32, lib:setupapi, lib:pdh, lib:bcrypt,
      lib:netapi32, lib:secur32, lib:Advapi32, lib:PowrProf, lib:winspool, lib:odbc32, lib:odbccp32, lib:wldap32, lib:dbghelp, lib:delayimp,
      lib:opengl32, lib:glu32, lib:mswsock, lib:userenv, lib:version, lib:imm32, lib:rpcrt4, lib:Ws2_32, lib:User32, lib:ntdll, lib:Shlwapi
    noise : pkg-config:python*, pkg-config:py3, pkg-config:numpy, pkg-config:pybind11, pkg-config:nanobind, pkg-config:threads,
      pkg-config:cuda, pkg-config:dl, pkg-config:_numpy, pkg-config:intl, pkg-config:scipy-openblas, pkg-config:appleframeworks, pkg-config:cuda*, pkg-config:Threads

    """
}
