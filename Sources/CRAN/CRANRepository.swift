import Basics
import Transfer

/// A repository of R packages: a directory of `src/contrib` with an index ("R Installation and
/// Administration" §6.6).
package struct CRANRepository: Hashable, Sendable {
  /// A part of Bioconductor, which has a repository for each.
  package enum BioconductorPart: String, Hashable, Sendable, CaseIterable {
    case software = "bioc"
    case annotation = "data/annotation"
    case experiment = "data/experiment"
  }

  /// Whose packages a repository has.
  package enum Kind: Hashable, Sendable {
    /// CRAN's own, byte for byte.
    case cran
    /// Bioconductor's, for one of its releases (`3.12`).
    case bioconductor(release: String, BioconductorPart)
    /// R-universe's, built from development repositories.
    case universe
    /// CRAN's, but rewritten by the mirror, so that hashes are its own.
    case rewritten
    /// Somebody's own.
    case other
  }

  /// CRAN's own address.
  package static let cranURL = "https://cran.r-project.org"
  /// Bioconductor's own address.
  package static let bioconductorURL = "https://bioconductor.org"

  /// The address below which `src/contrib` is, without a slash at its end.
  package let url: String
  package let kind: Kind

  private init(url: String, kind: Kind) {
    self.url = url
    self.kind = kind
  }

  /// CRAN, or a mirror of it.
  ///
  /// - Parameter mirror: The mirror's `https:`, `http:` or `file:` URL.
  /// - Returns: The repository.
  /// - Throws: `CRANError.repositoryURL`.
  package static func cran(mirror: String = cranURL) throws(CRANError) -> CRANRepository {
    let url = try checked(mirror)
    return CRANRepository(url: url, kind: rewritingHosts.contains(host(url)) ? .rewritten : .cran)
  }

  /// The repositories of one release of Bioconductor.
  ///
  /// - Parameters:
  ///   - release: The release, such as `3.12`.
  ///   - mirror: The URL of a mirror.
  /// - Returns: One repository for each part.
  /// - Throws: `CRANError.repositoryURL`.
  package static func bioconductor(
    release: String, mirror: String = bioconductorURL
  ) throws(CRANError) -> [CRANRepository] {
    let root = try checked(mirror)
    guard !release.isEmpty, release.utf8.allSatisfy({ isVersionByte($0) }) else {
      throw .repositoryURL(mirror, reason: "'\(release)' is not a release of Bioconductor")
    }
    return BioconductorPart.allCases.map { part in
      CRANRepository(
        url: "\(root)/packages/\(release)/\(part.rawValue)",
        kind: .bioconductor(release: release, part))
    }
  }

  /// Any other repository, known by its address: R-universe, Posit's package manager, or one's own.
  ///
  /// - Throws: `CRANError.repositoryURL`.
  package static func at(_ address: String) throws(CRANError) -> CRANRepository {
    let url = try checked(address)
    if url == cranURL { return CRANRepository(url: url, kind: .cran) }
    let host = host(url)
    if rewritingHosts.contains(host) { return CRANRepository(url: url, kind: .rewritten) }
    if host.hasSuffix(".r-universe.dev") { return CRANRepository(url: url, kind: .universe) }
    return CRANRepository(url: url, kind: bioconductorKind(of: url) ?? .other)
  }

  /// What an address ends with that a mirror has of Bioconductor: `packages/3.12/bioc`.
  private static func bioconductorKind(of url: String) -> Kind? {
    for part in BioconductorPart.allCases where url.hasSuffix("/" + part.rawValue) {
      let folders = url.dropLast(part.rawValue.utf8.count + 1).split(separator: "/").suffix(2)
      guard folders.count == 2, folders.first == "packages", let release = folders.last,
        release.utf8.allSatisfy({ isVersionByte($0) })
      else { continue }
      return .bioconductor(release: String(release), part)
    }
    return nil
  }

  /// Whether it is a part of Bioconductor.
  package var isBioconductor: Bool {
    if case .bioconductor = kind { true } else { false }
  }

  /// The directory of the current packages.
  package var contrib: String { url + "/src/contrib" }

  /// Where the tarball is that a record of the index is about.
  func url(of record: IndexRecord) -> String { "\(contrib)/\(record.path)" }

  /// Why files of a repository may not be those that a user expects.
  package enum Doubt: Hashable, Sendable {
    /// It changes CRAN's archives, and so their hashes.
    case rewrites
    /// It builds an archive of the same version anew, with another hash.
    case rebuilds
    case unencrypted
  }

  /// What a user should know who chose this repository; nil for one that needs no warning.
  package var doubt: Doubt? {
    switch kind {
    case .rewritten: .rewrites
    case .universe: .rebuilds
    case .cran, .bioconductor, .other:
      url.hasPrefix("http://") && !Self.isLoopback(Self.host(url)) ? .unencrypted : nil
    }
  }

  /// The addresses that a package's tarball has in the world, the likeliest first: the one while it
  /// is current, and the one when it is superseded.
  package func publicURLs(name: String, version: String) -> [String] {
    let folder =
      switch kind {
      case .cran: Self.cranURL + "/src/contrib"
      case .bioconductor(let release, let part):
        "\(Self.bioconductorURL)/packages/\(release)/\(part.rawValue)/src/contrib"
      case .universe, .rewritten, .other: contrib
      }
    let file = "\(name)_\(version).tar.gz"
    let current = "\(folder)/\(file)"
    if kind == .universe { return [current] }
    let urls = [current, "\(folder)/Archive/\(name)/\(file)"]
    // Somebody's own packages may be on no other server than this.
    let isElsewhere =
      folder != contrib && !url.hasPrefix("file:") && !Self.isLoopback(Self.host(url))
    return isElsewhere ? urls + ["\(contrib)/\(file)"] : urls
  }

  /// Package managers that put their own lines into every DESCRIPTION.
  private static let rewritingHosts: Set<String> = [
    "packagemanager.posit.co", "packagemanager.rstudio.com", "p3m.dev",
  ]

  private static func checked(_ address: String) throws(CRANError) -> String {
    var url = address[...]
    while url.hasSuffix("/") { url.removeLast() }
    if url.hasSuffix("/src/contrib") { url.removeLast("/src/contrib".count) }
    let scheme = ["https://", "http://", "file:///"].first { url.hasPrefix($0) }
    guard let scheme else {
      throw .repositoryURL(address, reason: "it does not begin with 'https://' or 'file:///'")
    }
    guard url.count > scheme.count else {
      throw .repositoryURL(address, reason: "it has neither a host nor a path")
    }
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      throw .repositoryURL(address, reason: "it has white space or control characters")
    }
    guard !url.contains("?"), !url.contains("#") else {
      throw .repositoryURL(address, reason: "it has a query or a fragment")
    }
    return String(url)
  }

  /// The host in a URL, in lower case, without user and port.
  private static func host(_ url: String) -> String {
    URLText.host(of: url) ?? ""
  }

  private static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "[::1]" || host.hasPrefix("127.")
  }

  private static func isVersionByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || ASCII.isDigit(byte) || ASCII.isLetter(byte)
  }
}
