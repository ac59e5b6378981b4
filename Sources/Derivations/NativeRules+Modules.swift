extension NativeRules {
  /// Which attribute has which module of pkg-config, where the names differ: as nixpkgs itself says
  /// (`meta.pkgConfigModules`, `pkg-config-data.json`), and what CMake, headers and linkers call the same
  /// libraries.
  static let modules = desktopModules + systemModules + mediaModules + scienceModules

  private static let desktopModules = """
    library at-spi2-core: pkg-config:atspi-2, pkg-config:atk, pkg-config:atk-bridge-2.0
    library cairo: pkg-config:cairo-gobject, pkg-config:cairo-ft, pkg-config:cairo-pdf, pkg-config:cairo-svg
    library freeglut: pkg-config:glut, lib:glut, cmake:GLUT, include:GL/glut.h, include:GL/freeglut.h
    library gdk-pixbuf: pkg-config:gdk-pixbuf-2.0, lib:gdk_pixbuf-2.0
    library glib: pkg-config:glib-2.0, pkg-config:gobject-2.0, pkg-config:gthread-2.0, pkg-config:gio-2.0,
      pkg-config:gio-unix-2.0, pkg-config:gmodule-*, lib:glib-2.0, lib:gobject-2.0, lib:gthread-2.0
    library graphene: pkg-config:graphene-1.0, pkg-config:graphene-gobject-1.0
    library gst_all_1.gst-plugins-base: pkg-config:gstreamer-audio-1.0, pkg-config:gstreamer-base-1.0,
      pkg-config:gstreamer-net-1.0, pkg-config:gstreamer-plugins-base-1.0, pkg-config:gstreamer-pbutils-1.0
    library gst_all_1.gstreamer: pkg-config:gstreamer-controller-1.0, pkg-config:gstreamer-check-1.0
    library gtk2: pkg-config:gtk+-2.0, pkg-config:gdk-2.0, lib:gtk-x11-2.0
    library gtk3: pkg-config:gtk+-3.0, pkg-config:gdk-3.0, pkg-config:gtk+-unix-print-3.0, lib:gtk-3, cmake:GTK3
    library gtk4: pkg-config:gtk4, lib:gtk-4
    library gtksourceview4: pkg-config:gtksourceview-4
    library gtk-layer-shell: pkg-config:gtk-layer-shell-0
    library harfbuzz: pkg-config:harfbuzz*, lib:harfbuzz, include:hb.h, cmake:harfbuzz
    library keybinder3: pkg-config:keybinder-3.0
    library libadwaita: pkg-config:libadwaita-1
    library libappindicator-gtk3: pkg-config:appindicator3-0.1
    library libdbusmenu: pkg-config:dbusmenu-glib-0.4
    library libglvnd: pkg-config:egl, pkg-config:glesv2, pkg-config:opengl, lib:EGL, lib:GLESv2, lib:OpenGL, cmake:EGL,
      include:EGL/*, include:GLES2/*
    library libGL: cmake:OpenGL, include:GL/gl.h, include:GL/glx.h
    library libGLU: include:GL/glu.h
    library libice|xorg.libICE: pkg-config:ice, lib:ICE
    library libnotify: pkg-config:libnotify, lib:notify
    library libsm|xorg.libSM: pkg-config:sm, lib:SM
    library libwnck: pkg-config:libwnck-3.0
    library libx11|xorg.libX11: pkg-config:x11-xcb, include:X11/Xutil.h, include:X11/XKBlib.h, include:X11/keysym.h
    library libxau|xorg.libXau: pkg-config:xau, lib:Xau
    library libxaw|xorg.libXaw: pkg-config:xaw7, pkg-config:xaw6, lib:Xaw
    library libxcb|xorg.libxcb: pkg-config:xcb-composite, pkg-config:xcb-damage, pkg-config:xcb-randr, pkg-config:xcb-render,
      pkg-config:xcb-res, pkg-config:xcb-shape, pkg-config:xcb-shm, pkg-config:xcb-sync, pkg-config:xcb-xfixes,
      pkg-config:xcb-xinput, pkg-config:xcb-xkb, pkg-config:xcb-xtest, pkg-config:xcb-present, pkg-config:xcb-dri3,
      lib:xcb-*, include:xcb/*, cmake:XCB
    library libxcb-util|xorg.xcbutil: pkg-config:xcb-atom, pkg-config:xcb-aux, pkg-config:xcb-event, pkg-config:xcb-util
    library libxcb-wm|xorg.xcbutilwm: pkg-config:xcb-ewmh, pkg-config:xcb-icccm
    library libxcb-image|xorg.xcbutilimage: pkg-config:xcb-image
    library libxcb-keysyms|xorg.xcbutilkeysyms: pkg-config:xcb-keysyms
    library libxcb-cursor|xcb-util-cursor: pkg-config:xcb-cursor
    library libxcb-render-util|xorg.xcbutilrenderutil: pkg-config:xcb-renderutil
    library libxcursor|xorg.libXcursor: include:X11/Xcursor/*
    library libxext|xorg.libXext: include:X11/extensions/XShm.h, include:X11/extensions/Xext.h, include:X11/extensions/dpms.h
    library libxfixes|xorg.libXfixes: include:X11/extensions/Xfixes.h
    library libxft|xorg.libXft: include:X11/Xft/*
    library libxi|xorg.libXi: include:X11/extensions/XInput*
    library libxinerama|xorg.libXinerama: include:X11/extensions/Xinerama.h
    library libxkbcommon: include:xkbcommon/*, pkg-config:xkbregistry
    library libxmu|xorg.libXmu: pkg-config:xmu, pkg-config:xmuu, lib:Xmu
    library libxpm|xorg.libXpm: pkg-config:xpm, lib:Xpm
    library libxrandr|xorg.libXrandr: include:X11/extensions/Xrandr.h
    library libxrender|xorg.libXrender: include:X11/extensions/Xrender.h
    library libxscrnsaver|xorg.libXScrnSaver: pkg-config:xscrnsaver, lib:Xss, include:X11/extensions/scrnsaver.h
    library libxtst|xorg.libXtst: include:X11/extensions/XTest.h, include:X11/extensions/record.h
    library libxxf86vm|xorg.libXxf86vm: pkg-config:xxf86vm, lib:Xxf86vm
    library libepoxy|epoxy: pkg-config:epoxy, lib:epoxy
    library libgbm|mesa: pkg-config:gbm, lib:gbm
    library librsvg: include:librsvg/*
    library libsForQt5.qt5.qtbase|qt5.qtbase: cmake:Qt5, cmake:Qt5Core, cmake:Qt5Widgets, cmake:Qt5Gui, pkg-config:Qt5*
    library libsForQt5.qt5.qtcharts|qt5.qtcharts: qt5:charts
    library libsForQt5.qt5.qt3d|qt5.qt3d: qt5:3d*
    library libsForQt5.qt5.qtdatavis3d|qt5.qtdatavis3d: qt5:datavisualization
    library libsForQt5.qt5.qtwebengine|qt5.qtwebengine: qt5:webengine*
    library libsForQt5.qt5.qtnetworkauth|qt5.qtnetworkauth: qt5:networkauth
    library libsForQt5.qt5.qtpurchasing|qt5.qtpurchasing: qt5:purchasing
    library qt6Packages.qtbase|qt6.qtbase: cmake:Qt6, cmake:Qt6Core, cmake:Qt6Widgets, cmake:Qt6Gui, pkg-config:Qt6*
    library qt6Packages.qtcharts|qt6.qtcharts: qt6:charts
    library qt6Packages.qt3d|qt6.qt3d: qt6:3d*
    library qt6Packages.qtdatavis3d|qt6.qtdatavis3d: qt6:datavisualization
    library qt6Packages.qtwebengine|qt6.qtwebengine: qt6:webengine*
    library qt6Packages.qtnetworkauth|qt6.qtnetworkauth: qt6:networkauth
    library qt6Packages.qtmultimedia|qt6.qtmultimedia: qt6:multimedia*
    library qt6Packages.qtquick3d|qt6.qtquick3d: qt6:quick3d
    library qt6Packages.qtgraphs|qt6.qtgraphs: qt6:graphs
    tool libsForQt5.qt5.qtcharts|qt5.qtcharts: qt5:charts
    tool libsForQt5.qt5.qt3d|qt5.qt3d: qt5:3d*
    tool libsForQt5.qt5.qtdatavis3d|qt5.qtdatavis3d: qt5:datavisualization
    tool libsForQt5.qt5.qtwebengine|qt5.qtwebengine: qt5:webengine*
    tool qt6Packages.qtcharts|qt6.qtcharts: qt6:charts
    tool qt6Packages.qt3d|qt6.qt3d: qt6:3d*
    tool qt6Packages.qtdatavis3d|qt6.qtdatavis3d: qt6:datavisualization
    tool qt6Packages.qtwebengine|qt6.qtwebengine: qt6:webengine*
    tool qt6Packages.qtnetworkauth|qt6.qtnetworkauth: qt6:networkauth
    tool qt6Packages.qtgraphs|qt6.qtgraphs: qt6:graphs
    tool qt6Packages.qmake: tool:qt6-qmake
    noise : tool:qt5-qmake, qt5:*, qt6:*
    library vte: pkg-config:vte-2.91
    library wayland: pkg-config:wayland-cursor, pkg-config:wayland-egl, lib:wayland-client, lib:wayland-server, include:wayland-*
    tool wayland-scanner: pkg-config:wayland-scanner, tool:wayland-scanner
    library wayland-protocols: pkg-config:wayland-protocols
    library webkitgtk_4_1|webkitgtk: pkg-config:webkit2gtk-4.1
    library wlroots|wlroots_0_20|wlroots_0_19|wlroots_0_18|wlroots_0_17: include:wlr/*
    library wayland: pkg-config:wlroots*, include:wlr/*
    library pixman: pkg-config:wlroots*, include:wlr/*, include:pixman.h
    library libxkbcommon: pkg-config:wlroots*, include:wlr/*
    library libinput: include:wlr/backend/libinput.h, include:libinput.h
    library udev|systemd: include:wlr/backend/*, include:libudev.h

    """

  private static let systemModules = """
    library file: pkg-config:libmagic
    library gtk2: pkg-config:gdk-x11-2.0, pkg-config:gtk+-x11-2.0
    library gtk3: pkg-config:gdk-x11-3.0, pkg-config:gdk-wayland-3.0, pkg-config:gtk+-x11-3.0, pkg-config:gtk+-wayland-3.0
    library gtk4: pkg-config:gtk4-*
    library gpgme: pkg-config:gpgme-glib
    library hdrhistogram_c: pkg-config:hdr_histogram, lib:hdr_histogram
    library libilbc: pkg-config:lilbc
    library libdbusmenu: pkg-config:dbusmenu-jsonloader-0.4
    library libsoup_2_4|libsoup: pkg-config:libsoup-2.4, pkg-config:libsoup-gnome-2.4
    library libsoup_3: pkg-config:libsoup-3.0
    library libunwind: pkg-config:libunwind-*
    library libuuid: pkg-config:fdisk, pkg-config:smartcols
    library libxcb|xorg.libxcb: pkg-config:xcb-dpms, pkg-config:xcb-dri2, pkg-config:xcb-glx, pkg-config:xcb-record,
      pkg-config:xcb-screensaver, pkg-config:xcb-xinerama, pkg-config:xcb-xv, pkg-config:xcb-xvmc, pkg-config:xcb-xf86dri
    library ncurses: pkg-config:ncurses*, pkg-config:menu, pkg-config:menuw, pkg-config:form, pkg-config:formw,
      pkg-config:panel, pkg-config:panelw, lib:panel, lib:panelw, lib:menu, lib:menuw, lib:form, lib:formw, lib:ncursesw
    library openssl: pkg-config:libcrypto
    library pcre: pkg-config:libpcreposix
    library sofia_sip: pkg-config:sofia-sip-ua*
    library taglib: pkg-config:taglib_c, lib:tag_c
    library tinysparql|tracker: pkg-config:tracker-sparql-3.0, pkg-config:tinysparql-3.0
    library wayland: pkg-config:wayland-egl-backend
    library webkitgtk_4_1|webkitgtk: pkg-config:javascriptcoregtk-4.1, pkg-config:webkit2gtk-web-extension-4.1
    library webkitgtk_6_0: pkg-config:javascriptcoregtk-6.0, pkg-config:webkitgtk-6.0
    library webrtc-audio-processing: pkg-config:webrtc-audio-processing-*
    library xorgproto|xorg.xorgproto: pkg-config:xproto, pkg-config:damageproto, pkg-config:compositeproto, pkg-config:randrproto, pkg-config:fixesproto
    library abseil-cpp: cmake:absl, pkg-config:absl_*
    library acl: lib:acl, include:sys/acl.h, include:acl/*, pkg-config:libacl
    library argp-standalone: lib:argp
    library attr: lib:attr, pkg-config:libattr, include:attr/*
    library audit: lib:audit, lib:auparse, pkg-config:audit, include:libaudit.h
    library augeas: pkg-config:augeas, lib:augeas, include:augeas.h
    library avahi: pkg-config:avahi-*, lib:avahi-*
    library bluez: lib:bluetooth, pkg-config:bluez, include:bluetooth/*
    library brotli: pkg-config:libbrotli*, lib:brotli*, include:brotli/*, cmake:Brotli
    library bzip2: pkg-config:bzip2, pkg-config:bz2
    library c-blosc: pkg-config:blosc, lib:blosc, include:blosc.h, cmake:Blosc
    library c-blosc2: pkg-config:blosc2, lib:blosc2, include:blosc2.h, cmake:Blosc2
    library check: pkg-config:check
    library cyrus_sasl: lib:sasl2, include:sasl/*, pkg-config:libsasl2
    library db: lib:db, include:db.h
    library dbus: include:dbus/*, lib:dbus-1, cmake:DBus1
    library elfutils: lib:elf, lib:dw, pkg-config:libelf, pkg-config:libdw, pkg-config:libdebuginfod, include:libelf.h, lib:debuginfod,
      include:gelf.h, include:elfutils/*, cmake:LibElf
    library libdwarf: lib:dwarf, pkg-config:libdwarf, include:libdwarf.h
    library flatbuffers: cmake:Flatbuffers, cmake:FlatBuffers, pkg-config:flatbuffers, include:flatbuffers/*
    library gdbm: lib:gdbm, include:gdbm.h
    library gpgme: tool:gpgme-config, pkg-config:gpgme, lib:gpgme, include:gpgme.h, crate:gpgme-sys
    library libgpg-error|libgpgerror: tool:gpg-error-config, pkg-config:gpg-error, lib:gpg-error, crate:libgpg-error-sys
    library gsasl: pkg-config:libgsasl
    library grpc: cmake:gRPC, pkg-config:grpc*
    library http-parser: lib:http_parser, include:http_parser.h
    library json_c: pkg-config:json-c, lib:json-c, include:json-c/*
    library jemalloc: pkg-config:jemalloc, lib:jemalloc
    library keyutils: lib:keyutils, include:keyutils.h, pkg-config:libkeyutils
    library leatherman: cmake:leatherman
    library libargon2: pkg-config:libargon2, lib:argon2, include:argon2.h
    library libb2: pkg-config:libb2, lib:b2
    library libbpf: pkg-config:libbpf, lib:bpf, include:bpf/*
    library libcap_ng: pkg-config:libcap-ng, lib:cap-ng, include:cap-ng.h
    library libcap: include:sys/capability.h, pkg-config:libpsx
    library libdeflate: include:libdeflate.h, cmake:libdeflate
    library libedit: pkg-config:libedit, lib:edit, include:histedit.h
    library libfido2: pkg-config:libfido2
    library libffi: crate:libffi-sys
    library libftdi1: pkg-config:libftdi1, lib:ftdi1, include:libftdi1/*
    library libgpiod: pkg-config:libgpiod, lib:gpiod, include:gpiod.h
    library libiconv: lib:iconv
    library libkrb5: pkg-config:mit-krb5*, pkg-config:kadm-*, pkg-config:krb5-*, lib:krb5, lib:k5crypto, lib:com_err,
      include:krb5.h, include:krb5/*
    library libmnl: pkg-config:libmnl, lib:mnl
    library libnetfilter_queue: lib:netfilter_queue, pkg-config:libnetfilter_queue
    library libnfnetlink: lib:nfnetlink
    library libplist: pkg-config:libplist*, lib:plist*
    library libpwquality: pkg-config:pwquality, lib:pwquality
    library librabbitmq|rabbitmq-c: pkg-config:librabbitmq, lib:rabbitmq
    library librdkafka|rdkafka: crate:rdkafka-sys, include:librdkafka/*, cmake:RdKafka
    library librsync: lib:rsync, include:librsync.h
    library libselinux: pkg-config:libselinux, lib:selinux, include:selinux/*
    library libsepol: pkg-config:libsepol, lib:sepol
    library libssh: include:libssh/*
    library libssh2: crate:libssh2-sys, include:libssh2.h
    library libtasn1: pkg-config:libtasn1, lib:tasn1
    library libunwind: include:libunwind.h
    library libusb1|libusb: include:libusb-1.0/*, crate:libusb1-sys, cmake:LibUSB
    library libvirt: include:libvirt/*
    library libxml2: lib:libxml2
    library linux-pam|pam: pkg-config:pam, pkg-config:pam_misc, include:security/*
    library lksctp-tools: lib:sctp, pkg-config:libsctp, include:netinet/sctp.h
    library llhttp: pkg-config:libllhttp, lib:llhttp, include:llhttp.h
    library lttng-ust: pkg-config:lttng-ust, lib:lttng-ust
    library lz4: pkg-config:lz4, include:lz4frame.h, cmake:LZ4
    library lzo: include:lzo/*, pkg-config:lzo
    library mimalloc: cmake:mimalloc
    library minizip-ng: cmake:minizip-ng
    library mongoc: pkg-config:libmongoc*, pkg-config:libbson*
    library net-snmp: tool:net-snmp-config, lib:netsnmp, pkg-config:netsnmp, include:net-snmp/*
    library numactl: lib:numa, include:numa.h, pkg-config:numa, crate:numa-sys
    library opensc: lib:opensc
    library ostree: pkg-config:ostree-1
    library pcre: cmake:PCRE
    library p11-kit: pkg-config:p11-kit-1
    library pcsclite: include:winscard.h, include:PCSC/*, cmake:PCSC
    library popt: pkg-config:popt, lib:popt, include:popt.h
    library qrencode: pkg-config:libqrencode, lib:qrencode
    library rapidjson: cmake:RapidJSON, include:rapidjson/*, pkg-config:RapidJSON
    library rdma-core: lib:ibverbs, lib:rdmacm, pkg-config:libibverbs, pkg-config:librdmacm, include:infiniband/*
    library rpm: pkg-config:rpm, lib:rpm, include:rpm/*
    library samba: pkg-config:smbclient, lib:smbclient, include:libsmbclient.h, include:samba-4.0/*
    library ssdeep: lib:fuzzy, include:fuzzy.h
    library systemd: pkg-config:libsystemd*, lib:systemd, include:systemd/*, crate:libsystemd-sys
    library tre: lib:tre, pkg-config:tre
    library util-linux|utillinux: pkg-config:blkid, pkg-config:mount, lib:blkid, lib:mount, include:blkid/*, include:libmount/*
    library xxhash|xxHash: lib:xxhash, pkg-config:libxxhash, include:xxhash.h, cmake:xxHash
    library yajl: pkg-config:yajl, lib:yajl, include:yajl/*
    library yara: lib:yara, pkg-config:yara, include:yara.h, include:yara/*
    library yubico-piv-tool: pkg-config:ykpiv
    library yyjson: pkg-config:yyjson, cmake:yyjson
    library zbar: include:zbar.h
    library zlib-ng: pkg-config:zlib-ng, lib:z-ng
    library zopfli: lib:zopfli, include:zopfli/*

    """

  private static let mediaModules = """
    library aalib: lib:aa, include:aalib.h
    library allegro5: pkg-config:allegro-5
    library alsa-lib|alsaLib: pkg-config:alsa-topology, include:alsa/*
    library aubio: pkg-config:aubio, lib:aubio
    library chromaprint: pkg-config:libchromaprint, lib:chromaprint, include:chromaprint.h
    library dav1d: pkg-config:dav1d, lib:dav1d
    library exiv2: pkg-config:exiv2, lib:exiv2, cmake:exiv2
    library faad2: lib:faad, pkg-config:faad2
    library ffmpeg: include:libswscale/*, include:libavutil/*, include:libavfilter/*, include:libavdevice/*, lib:avcodec,
      lib:avutil, lib:swscale, lib:avfilter, lib:swresample, pkg-config:libsw*, pkg-config:libpostproc, cmake:FFmpeg, cmake:FFMPEG
    library flac: include:FLAC/*
    library fluidsynth: pkg-config:fluidsynth, lib:fluidsynth, include:fluidsynth.h
    library freetype: pkg-config:freetype2, crate:freetype-sys, crate:servo-freetype-sys
    library giflib: lib:gif, include:gif_lib.h, cmake:GIF
    library glew: include:GL/glew.h
    library glfw: cmake:glfw, cmake:GLFW, include:GLFW/*, lib:glfw3
    library imagemagick: tool:MagickWand-config, pkg-config:MagickWand, pkg-config:ImageMagick*, pkg-config:Magick*
    library lame: lib:mp3lame, include:lame/*
    library leptonica: include:leptonica/*, cmake:Leptonica
    library libaom: pkg-config:aom, lib:aom
    library libass: pkg-config:libass, lib:ass
    library libavif: pkg-config:libavif, lib:avif, cmake:libavif
    library libcdio: pkg-config:libcdio*, pkg-config:libiso9660*, pkg-config:libudf, lib:cdio, lib:iso9660
    library libcdio-paranoia: pkg-config:libcdio_paranoia, pkg-config:libcdio_cdda
    library libde265: pkg-config:libde265, lib:de265
    library libdvdread: pkg-config:dvdread, lib:dvdread
    library libexif: pkg-config:libexif, lib:exif
    library libgphoto2: pkg-config:libgphoto2*, lib:gphoto2, include:gphoto2/*, tool:gphoto2-config
    library libjack2: lib:jack, include:jack/*, pkg-config:jack
    library libjpeg: pkg-config:libturbojpeg, lib:turbojpeg, include:turbojpeg.h, cmake:libjpeg-turbo
    library liblo: pkg-config:liblo, lib:lo, include:lo/*
    library libmad: lib:mad, pkg-config:mad
    library libogg: include:ogg/*, cmake:Ogg
    library libpulseaudio: pkg-config:libpulse-*, include:pulse/*, lib:pulse-simple
    library libsamplerate: pkg-config:samplerate, lib:samplerate, include:samplerate.h
    library libtheora: pkg-config:theora*, lib:theora
    library libva: pkg-config:libva*, lib:va
    library libvorbis: include:vorbis/*, cmake:Vorbis
    library libvpx: pkg-config:vpx, lib:vpx
    library libwebp: pkg-config:libsharpyuv
    library mpg123|libmpg123: pkg-config:libmpg123, lib:mpg123, include:mpg123.h
    library mpv: pkg-config:mpv, lib:mpv
    library opencore-amr: pkg-config:opencore-*
    library openh264: pkg-config:openh264
    library opusfile: pkg-config:opusfile, lib:opusfile, include:opusfile.h
    library pipewire: pkg-config:libpipewire-0.3, pkg-config:libspa-0.2
    library pjsip: pkg-config:libpjproject
    library rtaudio: pkg-config:rtaudio, lib:rtaudio
    library rtl-sdr: pkg-config:librtlsdr, lib:rtlsdr
    library rubberband: pkg-config:rubberband, lib:rubberband
    library SDL2_gfx: pkg-config:SDL2_gfx, lib:SDL2_gfx
    library SDL2_mixer: include:SDL_mixer.h
    library SDL2_ttf: include:SDL_ttf.h
    library SDL2_image: include:SDL_image.h
    library SDL2|sdl2-compat: include:SDL.h
    library SDL: pkg-config:sdl, lib:SDL, tool:sdl-config, cmake:SDL
    library sox: lib:sox, pkg-config:sox, include:sox.h
    library speexdsp: pkg-config:speexdsp, lib:speexdsp
    library srt: pkg-config:srt
    library svt-av1: pkg-config:SvtAv1Enc
    library twolame: pkg-config:twolame, lib:twolame
    library vips: pkg-config:vips*, lib:vips
    library wavpack: pkg-config:wavpack, lib:wavpack
    library x264: pkg-config:x264, lib:x264
    library x265: pkg-config:x265, lib:x265
    library zxing-cpp: pkg-config:zxing, cmake:ZXing

    """

  private static let scienceModules = """
    library adios2: cmake:ADIOS2
    library alembic: cmake:Alembic
    library arrow-cpp: pkg-config:arrow-*, pkg-config:parquet, cmake:Parquet, cmake:ArrowDataset, cmake:ArrowAcero
    library blas: cmake:CBLAS, cmake:OpenBLAS, include:cblas.h, pkg-config:flexiblas
    library bliss: lib:bliss
    library boost: lib:boost_*
    library casadi: cmake:casadi
    library catch2_3|catch2: cmake:Catch2, pkg-config:catch2*
    library ceres-solver: cmake:Ceres
    library cfitsio: lib:cfitsio, pkg-config:cfitsio, include:fitsio.h, cmake:CFITSIO
    library cli11: cmake:CLI11
    library clhep: cmake:CLHEP
    library cppunit: pkg-config:cppunit
    library cpu_features: cmake:cpu_features, cmake:CpuFeatures
    library cpuinfo: pkg-config:libcpuinfo, cmake:cpuinfo
    library crypto++|cryptopp: pkg-config:libcryptopp, lib:cryptopp, include:cryptopp/*
    library doctest: cmake:doctest
    library double-conversion: cmake:double-conversion, lib:double-conversion
    library eccodes: cmake:eccodes, pkg-config:eccodes, lib:eccodes, include:eccodes.h
    library eigen: include:eigen3/*, include:Eigen/Dense, cmake:Eigen
    library fcl: cmake:fcl
    library flint: include:flint/*
    library fplll: pkg-config:fplll, lib:fplll, include:fplll*
    library freexl: lib:freexl
    library fftw: pkg-config:fftw3q, cmake:fftw3
    library fftwLongDouble: pkg-config:fftw3l
    library fftwFloat: cmake:FFTW3f
    library gbenchmark: cmake:benchmark
    library gecode: cmake:Gecode
    library gf2x: lib:gf2x
    library ginac: pkg-config:ginac
    library givaro: pkg-config:givaro
    library gklib: cmake:GKlib
    library glpk: cmake:GLPK
    library gmp: cmake:gmp, include:gmpxx.h
    library hdf5: cmake:hdf5, include:hdf5_hl.h
    library highfive: cmake:HighFive
    library highs: cmake:HIGHS, cmake:highs
    library imath: cmake:Imath, pkg-config:Imath
    library ipopt: pkg-config:ipopt, lib:ipopt, cmake:IPOPT
    library itk: cmake:ITK
    library lemon: cmake:LEMON
    library lerc: lib:Lerc, cmake:Lerc
    library lhapdf: tool:lhapdf-config, pkg-config:lhapdf, lib:LHAPDF
    library lib3ds: lib:3ds
    library libaec: cmake:libaec, lib:sz
    library libccd: cmake:ccd
    library libcint: cmake:cint, lib:cint
    library libcifpp: cmake:cifpp
    library libgeotiff: cmake:GeoTIFF, include:geotiff.h
    library libint: cmake:Libint2, pkg-config:libint2
    library libosmium: cmake:Osmium
    library libspatialindex: include:spatialindex/*, lib:spatialindex_c
    library libspatialite: pkg-config:spatialite, lib:spatialite
    library libxc: cmake:Libxc, cmake:xc, lib:xc, pkg-config:libxc*
    library m4ri: pkg-config:m4ri
    library magma: cmake:MAGMA
    library matio: cmake:Matio, cmake:MATIO
    library simple-dftd3: pkg-config:s-dftd3, cmake:s-dftd3
    library mctc-lib: pkg-config:mctc-lib, cmake:mctc-lib
    library metis: cmake:METIS, include:metis.h
    library mpfi: lib:mpfi
    library mumps: lib:dmumps*, cmake:MUMPS
    library ntl: lib:ntl, include:NTL/*
    library nanoflann: cmake:nanoflann
    library netcdf: cmake:NetCDF
    library netcdffortran: pkg-config:netcdf-fortran, lib:netcdff
    library octomap: cmake:octomap, pkg-config:octomap
    library onednn|oneDNN: cmake:DNNL, cmake:dnnl
    library onetbb|tbb: include:tbb/*
    library onnxruntime: cmake:onnxruntime, pkg-config:libonnxruntime
    library opencascade-occt: cmake:OpenCASCADE, cmake:OCC
    library opencv: cmake:opencv
    library openmesh: cmake:OpenMesh
    library osqp: cmake:osqp
    library papi: pkg-config:papi*, lib:papi
    library pari: include:pari/*
    library petsc: pkg-config:PETSc, pkg-config:petsc, cmake:PETSc
    library pagmo2: cmake:pagmo, cmake:Pagmo
    library pcl: cmake:PCL
    library primesieve: cmake:primesieve, pkg-config:primesieve
    library primecount: cmake:primecount, pkg-config:primecount
    library qhull: cmake:qhull, include:libqhull_r/*, lib:qhull
    library root: cmake:ROOT, tool:root-config
    library scalapack: pkg-config:scalapack, lib:scalapack, cmake:SCALAPACK
    library simde: include:simde/*
    library slepc: pkg-config:slepc
    library soplex: cmake:soplex
    library scipopt-scip: cmake:SCIP
    library sparsehash: include:google/dense_hash_map, pkg-config:libsparsehash
    library spglib: cmake:Spglib, cmake:spglib
    library suitesparse: cmake:SuiteSparse, cmake:UMFPACK, cmake:KLU, cmake:AMD, lib:klu, lib:amd, lib:cxsparse, lib:suitesparseconfig,
      lib:colamd, lib:btf, include:klu.h, include:amd.h
    library sundials: cmake:SUNDIALS, lib:sundials_*, include:sundials/*, include:cvode/*, include:idas/*
    library superlu: lib:superlu, cmake:SuperLU, pkg-config:superlu
    library trexio: cmake:trexio, pkg-config:trexio
    library tclap: pkg-config:tclap, cmake:TCLAP
    library tiledb: cmake:TileDB
    library unordered_dense: cmake:unordered_dense
    library units-llnl: cmake:units
    library vtk: cmake:vtk
    library xercesc: pkg-config:xerces-c, cmake:XercesC, lib:xerces-c
    library xcfun: lib:xcfun, cmake:XCFun
    library xsimd: cmake:xsimd, pkg-config:xsimd, include:xsimd/*
    library xtensor: cmake:xtensor, pkg-config:xtensor
    library xtl: cmake:xtl
    library zfp: cmake:zfp, lib:zfp

    """
}
