/// A C library that Python code opens when it runs (`ctypes.util.find_library("magic")`,
/// `CDLL("libmagic.so.1")`), which on nixpkgs only its path finds.
package struct RuntimeLibrary: Hashable, Sendable {
  /// The name as the code has it.
  package let name: String
  /// The path of nixpkgs' package: `["file"]`.
  package let attribute: [String]
  /// The file in its `lib`: `libmagic.so`.
  package let file: String

  /// Reads a name as code has it; nil if nothing is known about it.
  init?(_ name: String) {
    let stem = Self.stem(name)
    guard let attribute = Self.attributes[stem] else { return nil }
    self.name = name
    self.attribute = attribute.split(separator: ".").map(String.init)
    file = name.hasPrefix("lib") && name.contains(".so") ? name : "lib\(stem).so"
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

  private static let attributes: [String: String] = [
    "EGL": "libGL", "GL": "libGL", "GLU": "libGLU", "SDL2": "SDL2", "X11": "xorg.libX11",
    "Xrandr": "xorg.libXrandr", "Xss": "xorg.libXScrnSaver", "Xext": "xorg.libXext",
    "archive": "libarchive", "asound": "alsa-lib", "augeas": "augeas", "bluetooth": "bluez",
    "cairo": "cairo", "chromaprint": "chromaprint", "crypto": "openssl", "cups": "cups",
    "discid": "libdiscid", "enchant-2": "enchant", "espeak-ng": "espeak-ng", "exif": "libexif",
    "fluidsynth": "fluidsynth", "fontconfig": "fontconfig", "freetype": "freetype",
    "gdal": "gdal", "geos_c": "geos", "glfw": "glfw", "gobject-2.0": "glib", "glib-2.0": "glib",
    "gphoto2": "libgphoto2", "hidapi-hidraw": "hidapi", "hidapi-libusb": "hidapi",
    "jack": "libjack2", "magic": "file", "mpv": "mpv-unwrapped", "mtp": "libmtp",
    "nfc": "libnfc", "notmuch": "notmuch", "ode": "ode", "ogg": "libogg", "openal": "openal",
    "opus": "libopus", "pango-1.0": "pango", "pangocairo-1.0": "pango", "pcap": "libpcap",
    "portaudio": "portaudio", "proj": "proj", "pulse": "libpulseaudio",
    "pulse-simple": "libpulseaudio", "rtlsdr": "rtl-sdr", "sane": "sane-backends",
    "secp256k1": "secp256k1", "sndfile": "libsndfile", "sodium": "libsodium",
    "sox": "sox", "spatialindex_c": "libspatialindex", "sqlite3": "sqlite", "ssl": "openssl",
    "ssh2": "libssh2", "tidy": "html-tidy", "udev": "systemd", "usb-1.0": "libusb1",
    "uuid": "libuuid", "vlc": "libvlc", "vorbis": "libvorbis", "vulkan": "vulkan-loader",
    "webp": "libwebp", "xml2": "libxml2", "yajl": "yajl", "z": "zlib", "zbar": "zbar",
    "zmq": "zeromq", "zstd": "zstd",
  ]
}
