import Basics

/// The attributes of nixpkgs that are libraries: those with an output of headers, with modules of pkg-config,
/// or that a package of Python is built with.
///
/// A name in code may be anything; it stands for an attribute of the same name only where that is one of these.
enum LibraryNames {
  static func has(_ attribute: String) -> Bool { names.contains(attribute) }

  /// The attributes that may have a header, as code names it: `ppl.hh`, `libfoo/bar.h`; the likeliest first.
  static func candidates(forHeader header: String) -> [String] {
    let parts = header.split(separator: "/")
    guard let first = parts.first else { return [] }
    if parts.count > 1 { return candidates(for: String(first)) }
    // `config.h` is not of libconfig.
    let name = ASCII.lowercased(first.prefix { $0 != "." })
    return has(name) ? [name] : []
  }

  /// The attributes that may have a library, by the name that a linker, pkg-config or CMake has for it:
  /// `csiphash`, `libcsiphash-1` and `C_SipHash` are c-siphash.
  static func candidates(for name: String) -> [String] {
    let plain = String(ASCII.lowercased(name).map { $0 == "_" ? "-" : $0 })
    let bare = plain.hasPrefix("lib") ? String(plain.dropFirst(3)) : plain
    guard bare.utf8.count > 1 else { return [] }
    let written = ["lib" + bare, bare].filter(has)
    return written.isEmpty ? (spellings[spelling(of: name)].map { [$0] } ?? []) : written
  }

  /// A name without what spellings differ in: 'lib' before it, a version behind it, and hyphens.
  private static func spelling(of name: String) -> String {
    let lower = ASCII.lowercased(name)
    let parts = lower.split { $0 == "-" || $0 == "_" }
    let words = parts.count > 1 && parts.last.map(isVersion) == true ? parts.dropLast() : parts[...]
    let joined = words.joined()
    return joined.hasPrefix("lib") && joined.utf8.count > 5 ? String(joined.dropFirst(3)) : joined
  }

  private static func isVersion(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { ASCII.isDigit($0) || $0 == 0x2e }
  }

  /// The attributes by their spelling, of those whose spelling no other one has.
  private static let spellings: [String: String] = {
    var found: [String: String?] = [:]
    for name in names {
      let key = spelling(of: name)
      found[key] = .some(found[key] == nil ? name : nil)
    }
    return found.compactMapValues { $0 }
  }()

  private static let names: Set<String> = Set(
    """
    SDL2_Pango SDL2_gfx SDL2_image SDL2_mixer SDL2_net SDL2_sound SDL2_ttf SDL_compat SDL_image SDL_mixer aalib
    abseil-cpp adslib adwaita-qt adwaita-qt6 alac alembic allegro5 alsa-lib anthy apache-orc apacheHttpd apfel appstream
    appstream-glib aprutil aqbanking aravis aribb24 armadillo armips arrow-cpp asio aspell assimp at-spi2-atk
    at-spi2-core atk atkmm audiofile audit augeas avahi avahi-compat avisynthplus aws-crt-cpp aws-lc aws-sdk-cpp
    ayatana-indicator-messages babeltrace2 basu bearssl blas blas-ilp64 blasfeo blend2d bluez bluez-experimental
    bluez-headers bluez5 bluez5-experimental boehmgc bonmin boost boringssl botan3 botanEsdm boxfort bpfilter brainflow
    brotli brunsli buteo-syncfw bzip2 bzip3 c-ares c-blosc c-blosc2 c-periphery c-siphash cadical cairo cairomm
    canokey-qemu capnproto castxml catalyst catboost catch2 catdvi cbc cbqn-standalone cctag celt ceres-solver cfitsio
    cgal chafa charls chmlib chromaprint cifs-utils civetweb cjs ckdl claws-mail clipper2 clp clutter clutter-gst
    clutter-gtk cminpack cmph codec2 codecserver coin3d colord colord-gtk colord-gtk4 comedilib composefs coordgenlibs
    coost costa courier-unicode cppunit cppzmq cpu_features cpufrequtils cpuinfo cracklib crc32c crunch cryptopp
    cryptsetup ctranslate2 cubeb cups curl curl-impersonate cxx-rs cxxopts cyclonedds cyclonedds-cxx cyrus_sasl d-spy
    dav1d davs2 dbcsr dbus dbus-cpp dbus-glib dbus-test-runner dbxml decasify dejagnu dfl-applications dfl-ipc
    dfl-login1 dfl-utils dftd4 discord-gamesdk djvulibre dlib dnsutils dolfinx double-conversion doxygen draco
    dublin-traceroute duckdb e2fsprogs editorconfig-core-c edlib efivar egl-wayland eigen elfutils embree enchant
    espeak-ng evince example-robot-data exempi exiv2 expat eztrace f2fs-tools faad2 farstream fastjet-contrib fasttext
    fatrop fb303 fcitx5-gtk fcl fdk_aac fdtools ffado ffado-mixer ffmpeg ffmpeg-livepeer fftw fftwFloat fftwLongDouble
    fftwQuad fftwSinglePrec fizz flac flite fltk fluent-bit fluidsynth fmt foma fontconfig foonathan-memory foundationdb
    fplll freealut freecell-solver freeglut freetds freetype frei0r fribidi fstrcmp fstrm fsverity-utils ftgl fuse fuse2
    fuse3 fuzzylite gammu gbenchmark gcr gd gdal gdbm gdk-pixbuf gdk-pixbuf-xlib gdm geany geis geoclue2 geogram
    geographiclib geos gettext gexiv2 gfal2 gflags gfshare ggml ghex giflib girara glew glfw glib glib-testing
    glibcLocales glibc_memusage glibc_multi glibmm glm glog glpk gmic gmime gmime2 gmime3 gmm gmp gmpxx gnucobol
    gnustep-base gnutls gobject-introspection goocanvasmm2 gpgme gpgmepp gpm-ncurses graphene
    graphicsmagick-imagemagick-compat graphite2 graphviz grilo gsasl gsl gspell gssdp gthree gtk-layer-shell
    gtk-session-lock gtk-vnc gtk2 gtk2-x11 gtk3 gtk3-x11 gtk4 gtk4-layer-shell gtkmm2 gtkmm3 gtkmm4 gtksourceview
    gtksourceview3 gtksourceview4 gtksourceview5 gtkspell3 gucharmap gumbo gupnp gupnp-av gupnp-dlna gupnp-igd gusb
    gwenhywfar harfbuzz hdf4 hdf5 hdf5-blosc hdf5-cpp hdf5-fortran hdf5-threadsafe hdr10plus hdrhistogram_c hepmc3 herqq
    hfst hidapi highfive highs highscore-mgba hivex hmat-oss howard-hinnant-date hpipm html-tidy hunspell hwloc
    hyperscan i2c-tools icu igraph ilmbase imagemagick imagemagick6 imagemagick6Big imagemagick6_light imagemagickBig
    imagemagick_light imath imgui-file-dialog imlib2 imlib2-nox imnodes iniparser intel-media-driver
    ios-webkit-debug-proxy iperf3 ipopt isa-l isl isocodes jansson jart-jsoncpp jasper jbig2dec jellyfin-ffmpeg
    jerryscript jfsutils jitterentropy jonquil json-glib json_c jsoncpp jsonrpc-glib jxrlib
    kaitai-struct-cpp-stl-runtime kbdVlock kconfig-frontends keyutils kissfft kissfftFloat knot-dns kvazaar ladspa-sdk
    ladspaPlugins lame lapack lapack-ilp64 lapack-reference lasem laszip lcevcdec lcm lcms lcms1 lcms2 ldacbt ldb ldns
    ledger lely-core leptonica lerc leveldb lexbor lgpio lhapdf lib2geom lib3mf libabigail libaccounts-glib libadwaita
    libaec libaio libajantv2 libao libaom libapparmor libappindicator libappindicator-gtk2 libappindicator-gtk3
    libapplewm libarchive libargon2 libass libassuan libasyncns libatasmart libatomic_ops libavif
    libayatana-appindicator libayatana-common libb2 libblake3 libblockdev libbpf libbpkg libbsd libbutl libbytesize
    libcaca libcamera libcamera-qcam libcanberra libcanberra-gtk2 libcanberra-gtk3 libcanberra_kde libcap libcap_ng
    libcardiacarrest libcbor libcdio libcdio-paranoia libceph libchamplain libchamplain_libsoup3 libcint libcircle
    libclang libclc libclipboard libcloudproviders libcomps libconfig libcpr libcpuid libdaemon libdaq libdatachannel
    libdatrie libdazzle libdbi libdbiDrivers libdbusmenu libdbusmenu-gtk2 libdbusmenu-gtk3 libdc1394 libde265 libdecor
    libdeflate libdeltachat libdex libdigidocpp libdjinterop libdmapsharing libdmtx libdmx libdnf libdng libdrm libdv
    libdvdread libdwarf libdynd libedit libepc libepoxy liberasurecode liberfa libetebase libetpan libev libevdev
    libevent libewf libfabric libfann libffado libffcall libffi libffiReal libfido2 libfontenc libfreeaptx libfs libfsm
    libftdi libfyaml libgaminggear libgbinder libgbm libgcc libgcrypt libgdamm libgdata libgdiplus libgedit-amtk
    libgedit-gfls libgedit-gtksourceview libgedit-tepl libgee libgeotiff libgflow libgit2 libgit2-glib libglibutil
    libglut libglvnd libglycin libgnome-keyring libgnomekbd libgnt libgnunetchat libgovirt libgpg-error libgphoto2
    libgpiod libgpod libgsf libgtkflow3 libgtkflow4 libgtop libgudev libgweather libgxps libhandy libheif libhsts
    libhugetlbfs libhwy libhydrogen libiberty libice libiconv libid3tag libidn libidn2 libieee1284 libiio libilbc
    libimagequant libimobiledevice libimobiledevice-glue libinfinity libinjection libinklevel libinput libinsane
    libircclient libirecovery libisoburn libisofs libivykis libjack2 libjcat libjodycode libjpeg libjpeg8
    libjpeg_original libjpeg_turbo libjxl libkrb5 libkrun libkrun-efi libkrun-sev libkrun-tdx libksba libkvmi liblapin
    liblc3 libleidenalg liblinear libllvm liblo libloot liblouis liblqr1 liblzf libmad libmamba libmanette libmatroska
    libmaxminddb libmbim libmediaart libmegapixels libmemcached libmicrohttpd libmikmod libmilter libmng libmodplug
    libmodsecurity libmodulemd libmpc libmpd libmpg123 libmsgraph libmt32emu libmtp libmypaint libmysofa libmysqlclient
    libnats-c libndctl libndtypes libnet libnetfilter_acct libnetfilter_cthelper libnetfilter_cttimeout libnghttp2
    libnghttp2_asio libngspice libnice libnick libnl libnma libnma-gtk4 libnotify libnsl liboauth libodb libodb-sqlite
    libofa libofx libogg liboil libopaque libopenmpt libopenmpt-modplug libopus libopusenc liboqs libosinfo libosmium
    libotf libotr libpanel libpcap libpciaccess libpeas libpeas2 libpff libphonenumber libpkgconf libplist libpng
    libportal libportal-gtk3 libportal-gtk4 libportal-qt5 libportal-qt6 libpq libpqxx libproxy libpsl libpthread-stubs
    libpthreadstubs libpulsar libpulseaudio libpwquality libqalculate libqmi libqrtr-glib libqtdbusmock libqtdbustest
    libraqm libraw librda librdf_raptor2 librdf_rasqal librealsense librealsense-gui librepo libresample libressl
    librest librseq librsvg librsync librttopo libsamplerate libsass libseccomp libsecret libselinux libsemanage
    libsepol libserdes libserialport libsfdo libshout libshumate libsidplayfp libsigcxx libsigcxx30 libsignal-protocol-c
    libsignon-glib libsm libsmf libsndfile libsodium libsolv libspatialindex libspatialite libspelling libspng libssh
    libssh2 libstatgrab libstudxml libsupermesh libsvm libsysprof-capture libtapi libtasn1 libthai libtheora libthreadar
    libtiff libtinfo libtirpc libtlsrpt libtool libtorch-bin libtorrent-rasterbar libtorrent-rasterbar-1_2_x
    libtorrent-rasterbar-2_0_x libtpms libtraceevent libtracefs libuchardet libudev-zero libultrahdr libunistring
    libunity libunwind libupnp liburcu liburing libusb1 libusbp libusbsio libuuid libuv libv4l libva libva1 libvdpau
    libvdwxc libversion libvgm libvirt libvirt-glib libvisio libvmaf libvmi libvncserver libvorbis libvpx libwacom
    libwacom-surface libwebm libwebp libwebsockets libwindowswm libwmf libwnck libwnck2 libwtk-sdl2 libx11 libxau libxaw
    libxc libxcb libxcb-cursor libxcb-errors libxcb-image libxcb-keysyms libxcb-render-util libxcb-util libxcb-wm
    libxcomposite libxcrypt libxcursor libxdamage libxdmcp libxeddsa libxext libxfce4ui libxfce4util libxfce4windowing
    libxfixes libxfs libxft libxi libxinerama libxkbcommon libxkbfile libxklavier libxml2 libxmlb libxmlxx3 libxmp
    libxmu libxo libxp libxpm libxpresent libxrandr libxrender libxres libxscrnsaver libxshmfence libxslt libxsmm libxt
    libxtst libxv libxvmc libxxf86dga libxxf86misc libxxf86vm libyaml libyang libzakalwe libzim-glib libzint libzip lilv
    lingeling link-grammar livekit-libwebrtc llhttp llm lm_sensors lmdb loguru lowdown lowdown-unsandboxed lrcalc
    lsp-plugins lttng-ust luajit lunasvg lvm2_dmeventd lvm2_vdo lz4 lzo maeparser magma malcontent malcontent-ui
    mariadb-connector-c marisa matio mbedtls mctc-lib md4c mecab mesa_glu meshoptimizer metis mhonarc mimalloc miniaudio
    minisat miniz mkcal modest moltenvk mongocxx movit mozjpeg mpdecimal mpfr mpg123 mpi mpifileutils mpv msgpuck mstore
    mtdev mtdutils mujoco multicharge mumps mupdf musikcube musly mvapich mvfst mxnet nanomsg nativefiledialog-extended
    nauty nbytes ncurses ncurses5 ncurses6 net-cpp net-snmp netcdf netpbm nettle nfs-utils nghttp2 nghttp3 ngn-k ngtcp2
    ngtcp2-gnutls nilfs-utils nlohmann_json nlohmann_json_schema_validator nlopt nng notcurses notmuch nspr nss nssTools
    nss_esr nss_latest ntbtls ntfs3g ntfsprogs ntfsprogs-plus ntirpc numactl nuspell nvidia-texture-tools nwchem ocl-icd
    odpic ofono ogre okteta olm oneDNN onetbb oniguruma onnx onnxruntime open-isns openal openalSoft openblas
    openblasCompat opencascade-occt opencl-headers opencollada opencolorio openconnect_openssl opencore-amr openctm
    opencv opendht opendmarc openexr openexrid-unstable openfec openfst openfx openh264 openimageio openipmi openjdk
    openjpeg openjph openldap openmpi openssl openssl_legacy openssl_oqs opensubdiv opentelemetry-cpp openturns openvdb
    openvswitch openvswitch-dpdk openxr-loader openzwave optee-client opusfile oracle-instantclient orocos-kdl orthanc
    osl osm-gps-map osqp ostree ovn p11-kit p4 p4est p4est-dbg p4est-sc p4est-sc-dbg packagekit pagmo2 pam pango pangomm
    pappl pari parmmg partio pbc pcre pcre-cpp pcre2 pcsclite pdal pfstools phodav physac picolibc piper-phonemize
    pipewire pixman pjsip plutosvg plutovg pmix pnfft pocketsphinx podofo polkit pololu-tic poly2tri-c poppler
    poppler-utils poppler_gi poppler_min popt portaudio portmidi ppl pps-tools precice primecount primesieve proj
    prometheus-cpp protobuf protobuf-matchers protobufc protozero proxsuite prrte psftools pslib pstoedit ptex pugixml
    qcsxcad qdjango qhull qmenumodel qmqtt qoi qpdf qrencode quantlib quickjs-ng rWrapper rabbitmq-c raft-cowsql
    rapidcheck rapidfuzz-cpp rapidjson rav1e raygui raylib rdkafka rdma-core re2 readline remctl renderdoc
    riemann_c_client rnp roc-toolkit root rpm-sequoia rrdtool rtaudio rtl-sdr rtl-sdr-blog rtl-sdr-librtlsdr
    rtl-sdr-osmocom rtmpdump rtmpdump_gnutls rubberband runtimeShellPackage rustls-ffi rustls-libssl ryokucha s2n-tls
    sane-backends saunafs sbc scalapack scalapack-ilp64 scdoc scenefx schroedinger scotch scrypt sdl2-compat sdl3
    sdl3-image sdl3-shadercross sdl3-ttf seatd secp256k1 sentencepiece servarr-ffmpeg sexpp sfml shader-slang shaderc
    shared-mime-info simple-dftd3 simpleBluez simpleDBus skalibs sleqp smpeg smpeg2 snap7 snappy soapysdr sofia_sip
    solarus soqt soundtouch sourceHighlight soxr spandsp spandsp3 sparrow3d sparsehash spdlog spectra speex speexdsp
    spfft spglib spice-gtk spral sqlcipher sqlite sratom srm-cuarzo srsran srtp ssdeep stdenv structuresynth suitesparse
    suitesparse-graphblas sundials superlu superlu_dist superscs svt-vp9 symengine taglib taskflow taskwarrior2 tblite
    tcl tcpcrypt template-glib termcap tesseract texliveGUST tiledb tinycdb tinysparql tinyxml-2 tk tl-expected toml-f
    tomlplusplus tpm2-pkcs11 tpm2-pkcs11-abrmd tpm2-pkcs11-esapi tpm2-pkcs11-fapi tpm2-tss trexio trlib ttfautohint
    tun2proxy twolame uavs3d ubports-click ucc ucx udis86 udisks uhd uhttpmock umockdev umpire units-llnl unity-test
    unixODBC unrar upower usbredir usbrelay utf8cpp util-linux uvwasi v4l-utils valgrind-light valhalla vapoursynth
    vapoursynth-bestsource vcg vectorscan veilid vid-stab vips vk-bootstrap vkd3d vkd3d-proton volume_key voms
    vpl-gpu-rt vte vte-gtk4 vtk vulkan-loader vvenc wasilibc wavpack wayland wayland-protocols wayland-scanner waylandpp
    webrtc-audio-processing wf-touch wget2 wgpu-native wiiuse wireplumber wlcs woff2 wolfssl writableTmpDirAsHomeHook
    wuffs wvstreams wxGTK31 x264 x265 xapian xavs2 xcb-proto xcb-util-cursor xcbproto xcbutil xcbutilcursor
    xcbutilerrors xcbutilimage xcbutilkeysyms xcbutilrenderutil xcbutilwm xcfun xercesc xevd xeve xfconf xfsprogs
    xgboost xine-lib xine-ui xkbcomp xmlsec xorriso xrootd xsimd xxHash xz yajl yaml-cpp yara yara-x yoda
    yubico-piv-tool z3 zbar zchunk zeitgeist zenoh-c zeroc-ice zeroc-ice-cpp11 zeromq zfp zfs_unstable zimg zint-qt zlib
    zlib-ng zmqpp zmusic zopfli zstd zvbi
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
