/// A C library that Python code opens when it runs (`ctypes.util.find_library("magic")`,
/// `CDLL("libmagic.so.1")`), which on nixpkgs only its path finds.
package struct RuntimeLibrary: Hashable, Sendable {
  /// The name as the code has it.
  package let name: String
  /// The path of nixpkgs' package, `["file"]`, and those of what it was called before.
  package let attributes: [[String]]
  /// The name without what comes before and after it in the name of a file: `magic`.
  package let stem: String

  /// The file that Linux alone has, where the name is that of a file: `libmagic.so.1`.
  package var file: String? { name.hasPrefix("lib") && name.contains(".so") ? name : nil }

  /// The names by which code may look for it.
  package var spellings: Set<String> { [name, stem, "lib\(stem)", "lib\(stem).so"] }

  /// Reads a name as code has it; nil if nothing is known about it.
  package init?(_ name: String) {
    let stem = Self.stem(name)
    guard let attributes = Self.attributes[stem] else { return nil }
    self.name = name
    self.stem = stem
    self.attributes = attributes.split(separator: "|").map {
      $0.split(separator: ".").map(String.init)
    }
  }

  /// Whether a name is of what every system has, or of Windows.
  static func isOfSystem(_ name: String) -> Bool {
    system.contains(stem(name)) || name.contains(".dll") || name.contains(".dylib")
      || name.hasSuffix("32")
  }

  /// `magic` of `libmagic.so.1`, `magic` and `libmagic`.
  private static func stem(_ name: String) -> String {
    var stem = name[...]
    if stem.hasPrefix("lib") { stem = stem.dropFirst(3) }
    if let dot = stem.firstRange(of: ".so") { stem = stem[..<dot.lowerBound] }
    return String(stem)
  }

  private static let system: Set<String> = [
    "c", "m", "dl", "rt", "pthread", "util", "resolv", "msvcrt", "System", "Cocoa",
    "CoreFoundation",
    "CoreServices", "objc", "Foundation", "AppKit", "ApplicationServices", "IOKit", "Security",
    "SystemConfiguration", "Carbon", "CoreGraphics", "CoreAudio", "CoreMIDI", "gcc_s",
  ]

  /// The attributes by stems, parted by bars.
  private static let attributes: [String: String] = [
    "EGL": "libGL", "FLAC": "flac", "GL": "libGL", "GLU": "libGLU", "GLX": "libGL",
    "ICE": "xorg.libICE",
    "MagickWand-7.Q16HDRI": "imagemagick", "OpenCL": "ocl-icd", "OpenGL": "libGL",
    "SDL2": "SDL2",
    "SDL2_image": "SDL2_image", "SDL2_mixer": "SDL2_mixer", "SDL2_ttf": "SDL2_ttf",
    "SM": "xorg.libSM", "X11": "xorg.libX11", "Xcomposite": "xorg.libXcomposite",
    "Xcursor": "xorg.libXcursor", "Xdamage": "xorg.libXdamage", "Xext": "xorg.libXext",
    "Xfixes": "xorg.libXfixes", "Xi": "xorg.libXi",
    "Xinerama": "xorg.libXinerama", "Xrandr": "xorg.libXrandr", "Xrender": "xorg.libXrender",
    "Xss": "xorg.libXScrnSaver",
    "Xtst": "xorg.libXtst", "archive": "libarchive", "asound": "alsa-lib|alsaLib",
    "aspell": "aspell",
    "augeas": "augeas", "avahi-client": "avahi", "avcodec": "ffmpeg", "avformat": "ffmpeg",
    "avutil": "ffmpeg", "b2": "libb2", "blosc": "c-blosc", "blosc2": "c-blosc2",
    "bluetooth": "bluez", "bz2": "bzip2", "cairo": "cairo", "cap": "libcap", "cap-ng": "libcap_ng",
    "capstone": "capstone", "chromaprint": "chromaprint", "clang": "libclang",
    "crypt": "libxcrypt-legacy|libxcrypt", "crypto": "openssl",
    "cups": "cups", "curl": "curl", "dbus-1": "dbus", "discid": "libdiscid", "dmtx": "libdmtx",
    "eccodes": "eccodes", "enchant-2": "enchant", "espeak": "espeak", "espeak-ng": "espeak-ng",
    "ev": "libev", "evdev": "libevdev", "event": "libevent", "exif": "libexif", "expat": "expat",
    "exslt": "libxslt", "ffi": "libffi", "fftw3": "fftw", "fftw3f": "fftwFloat",
    "fluidsynth": "fluidsynth", "fontconfig": "fontconfig", "freetype": "freetype",
    "ftdi1": "libftdi1", "gdal": "gdal", "geos_c": "geos", "gif": "giflib", "git2": "libgit2",
    "glfw": "glfw", "glib-2.0": "glib", "gmp": "gmp", "gnutls": "gnutls", "gio-2.0": "glib",
    "gmodule-2.0": "glib",
    "gobject-2.0": "glib", "gthread-2.0": "glib",
    "gpgme": "gpgme", "gphoto2": "libgphoto2", "gps": "gpsd", "gsl": "gsl", "gssapi_krb5": "krb5",
    "gtk-3": "gtk3", "gtk-4": "gtk4", "h3": "h3", "hackrf": "hackrf", "hdf5": "hdf5",
    "hidapi-hidraw": "hidapi", "hidapi-libusb": "hidapi", "hunspell-1.7": "hunspell",
    "input": "libinput", "jack": "libjack2", "jpeg": "libjpeg", "keyutils": "keyutils",
    "krb5": "krb5", "lcms2": "lcms2", "ldap": "openldap", "lmdb": "lmdb", "lz4": "lz4",
    "lzma": "xz", "lzo2": "lzo", "mad": "libmad", "magic": "file", "mariadb": "libmysqlclient",
    "mbedtls": "mbedtls", "mecab": "mecab", "microhttpd": "libmicrohttpd", "modbus": "libmodbus",
    "mosquitto": "mosquitto", "mp3lame": "lame", "mpg123": "mpg123", "mpv": "mpv-unwrapped",
    "mtp": "libmtp", "mysqlclient": "libmysqlclient", "ncurses": "ncurses", "ncursesw": "ncurses",
    "netcdf": "netcdf", "netfilter_queue": "libnetfilter_queue", "nfc": "libnfc", "nl-3": "libnl",
    "nl-genl-3": "libnl", "nl-route-3": "libnl", "notify": "libnotify", "nsl": "libnsl",
    "nspr4": "nspr", "nss3": "nss", "notmuch": "notmuch",
    "odbc": "unixODBC", "ode": "ode", "ogg": "libogg", "openal": "openal", "openblas": "openblas",
    "openjp2": "openjpeg", "openslide": "openslide", "opus": "libopus", "opusfile": "opusfile",
    "p11": "libp11", "pam": "linux-pam", "pango-1.0": "pango", "pangocairo-1.0": "pango",
    "pcap": "libpcap", "pci": "pciutils", "pcre": "pcre", "pcre2-8": "pcre2",
    "pcsclite": "pcsclite", "png": "libpng", "png16": "libpng", "poppler-glib": "poppler",
    "popt": "popt", "portaudio": "portaudio", "portmidi": "portmidi", "pq": "libpq|postgresql",
    "proj": "proj", "pulse": "libpulseaudio", "pulse-simple": "libpulseaudio",
    "qrencode": "qrencode", "rabbitmq": "rabbitmq-c", "raw": "libraw", "rdkafka": "rdkafka",
    "readline": "readline", "rsvg-2": "librsvg", "rsync": "librsync", "rtlsdr": "rtl-sdr",
    "samplerate": "libsamplerate", "sane": "sane-backends", "secp256k1": "secp256k1",
    "secret-1": "libsecret", "selinux": "libselinux", "sensors": "lm_sensors",
    "serialport": "libserialport", "sigrok": "libsigrok", "snappy": "snappy",
    "sndfile": "libsndfile", "sodium": "libsodium", "sox": "sox",
    "spatialindex_c": "libspatialindex", "speex": "speex", "sqlite3": "sqlite", "ssh": "libssh",
    "ssh2": "libssh2", "ssl": "openssl", "swresample": "ffmpeg", "swscale": "ffmpeg",
    "systemd": "systemd", "tag_c": "taglib", "taglib": "taglib", "tesseract": "tesseract",
    "theora": "libtheora", "tidy": "html-tidy", "tiff": "libtiff", "turbojpeg": "libjpeg",
    "udev": "systemd", "unicorn": "unicorn", "unwind": "libunwind", "usb": "libusb-compat-0_1",
    "usb-1.0": "libusb1", "uuid": "libuuid", "uv": "libuv", "v4l2": "libv4l", "vlc": "libvlc|vlc",
    "vorbis": "libvorbis", "vorbisfile": "libvorbis", "vulkan": "vulkan-loader",
    "wayland-client": "wayland", "webp": "libwebp", "wnck-3": "libwnck", "xcb": "xorg.libxcb",
    "xkbcommon": "libxkbcommon", "xml2": "libxml2", "xslt": "libxslt", "yajl": "yajl",
    "yaml": "libyaml", "z": "zlib", "zbar": "zbar", "zip": "libzip", "zmq": "zeromq",
    "zstd": "zstd",
  ]
}
