/// The places behind nixpkgs' `mirror:` URLs, and behind those of CRAN and PyPI.
struct MirrorTable: Sendable {
  /// Where PyPI keeps files.
  static let pypiFiles = "https://files.pythonhosted.org/packages/"
  private static let cran = "https://cran.r-project.org/"

  private static let places: [String: [String]] = [
    "apache": ["https://dlcdn.apache.org/", "https://archive.apache.org/dist/"],
    "bioc": ["https://bioconductor.org/packages/"],
    "cpan": ["https://cpan.metacpan.org/", "https://backpan.perl.org/"],
    "cran": ["\(cran)src/contrib/"],
    "debian": ["https://deb.debian.org/debian/"],
    "gnome": ["https://download.gnome.org/"],
    "gnu": ["https://ftpmirror.gnu.org/", "https://ftp.gnu.org/pub/gnu/"],
    "gnupg": ["https://gnupg.org/ftp/gcrypt/"],
    "hackage": ["https://hackage.haskell.org/package/"],
    "kde": ["https://download.kde.org/"],
    "kernel": ["https://cdn.kernel.org/pub/"],
    "pypi": ["\(pypiFiles)source/"],
    "savannah": ["https://download.savannah.gnu.org/releases/"],
    "sourceforge": ["https://downloads.sourceforge.net/"],
    "xorg": ["https://xorg.freedesktop.org/releases/"],
  ]

  /// Repositories that stand in for CRAN.
  let cranMirrors: [String]

  /// The URLs to try for one that a fetch has.
  ///
  /// - Returns: None for a mirror that isn't known.
  func urls(for url: String) -> [String] {
    var urls = [url]
    if url.hasPrefix("mirror://") {
      let parts = url.dropFirst("mirror://".count).split(separator: "/", maxSplits: 1)
      guard parts.count == 2, let places = Self.places[String(parts[0])] else { return [] }
      urls = places.map { $0 + parts[1] }
    }
    return urls.flatMap { url -> [String] in
      guard url.hasPrefix(Self.cran) else { return [url] }
      let rest = url.dropFirst(Self.cran.count)
      return cranMirrors.map { $0.hasSuffix("/") ? $0 + rest : "\($0)/\(rest)" } + [url]
    }
  }
}
