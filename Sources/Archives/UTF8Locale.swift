#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A locale of UTF-8 for libarchive, which turns names into the calling thread's character set.
///
/// In the "C" locale, in which a Swift program runs, names in a zip would lose what isn't ASCII.
/// The process's own locale stays as it is.
enum UTF8Locale {
  /// The locale's address, or 0 where the system has none of UTF-8.
  private static let address: UInt = {
    for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] {
      if let locale = newlocale(LC_CTYPE_MASK, name, nil) { return UInt(bitPattern: locale) }
    }
    return 0
  }()

  /// Calls `body` with the locale in force on this thread.
  ///
  /// libarchive ends the process when a name can't be turned and `errno` says ENOMEM, whoever left
  /// that there, so none is left.
  static func with<Result>(_ body: () -> Result) -> Result {
    errno = 0
    guard let locale = locale_t(bitPattern: address) else { return body() }
    let previous = uselocale(locale)
    defer { uselocale(previous) }
    return body()
  }
}
