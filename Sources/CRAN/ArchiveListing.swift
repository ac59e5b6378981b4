import Basics
import Markup
package import PackageMetadata
package import Versions

/// A listing of the superseded versions of a package: the page of links that a server makes of the
/// directory `src/contrib/Archive/NAME`.
package struct ArchiveListing: Hashable, Sendable {
  /// The versions whose tarballs are there, ascending; of two that are equal (`1.0-2`, `1.0.2`),
  /// the first by spelling.
  package let versions: [RVersion]
  /// When each version's tarball was put there, as far as the page says: the day of its publication.
  package let dates: [RVersion: Timestamp]

  /// Reads a page of HTML.
  ///
  /// Links to other things than tarballs of the package are skipped; so is the page's own markup.
  ///
  /// - Parameters:
  ///   - page: The page's bytes.
  ///   - name: The package's name.
  /// - Throws: `CRANError.notAListing` for bytes that are not HTML,
  ///   `CRANError.markup` where HTML cannot be read.
  package init(parsing page: [UInt8], package name: String) throws(CRANError) {
    let start = page.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    guard start == UInt8(ascii: "<") else { throw .notAListing(reason: "it is not HTML") }
    let prefix = "\(name)_"
    let suffix = ".tar.gz"
    var found: [RVersion] = []
    var dates: [RVersion: Timestamp] = [:]
    for (link, text) in try Self.links(in: page) {
      let path = link.prefix { $0 != "?" && $0 != "#" }
      guard let last = path.split(separator: "/", omittingEmptySubsequences: false).last else {
        continue
      }
      let file = PercentEncoding.decoded(last)
      guard file.hasPrefix(prefix), file.hasSuffix(suffix) else { continue }
      let written = file.dropFirst(prefix.count).dropLast(suffix.count)
      guard let version = RVersion(written), version.text == written else { continue }
      found.append(version)
      if let date = Self.date(in: text) { dates[version] = date }
    }
    found.sort { ($0, $0.text) < ($1, $1.text) }
    var versions: [RVersion] = []
    for version in found where versions.last != version { versions.append(version) }
    self.versions = versions
    self.dates = dates
  }

  /// The date in what follows a link: `2023-01-05 10:00` of Apache, `05-Jan-2023 10:00` of nginx.
  static func date(in text: [UInt8]) -> Timestamp? {
    for word in text.split(whereSeparator: { $0 <= 0x20 }) {
      let parts = word.split(separator: UInt8(ascii: "-")).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard parts.count == 3, word.count <= 11 else { continue }
      if let time = Timestamp(parsing: parts.joined(separator: "-")) { return time }
      if let month = months.firstIndex(of: parts[1].lowercased()), let day = Int(parts[0]),
        let year = Int(parts[2]), (1...31).contains(day), (1900...9999).contains(year)
      {
        return Timestamp(year: Int64(year), month: Int64(month) + 1, day: Int64(day))
      }
    }
    return nil
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// How many bytes that follow a link are looked at for a date.
  private static let textLimit = 400

  /// The `href` attributes of all `a` elements in `page`, in its order, each with the text that follows
  /// up to the next.
  private static func links(
    in page: [UInt8]
  ) throws(CRANError) -> [(link: String, text: [UInt8])] {
    guard page.count <= 64 << 20 else { throw .notAListing(reason: "it is over 64 MiB long") }
    let reader: HTMLReader
    do throws(MarkupError) {
      reader = try HTMLReader(characterSet: "utf-8")
    } catch {
      throw .markup(error)
    }
    var links: [(link: String, text: [UInt8])] = []
    page.withUnsafeBufferPointer { bytes in
      reader.read(bytes, isLast: true) { event in
        switch event {
        case .start(let element):
          if element.name == "a", let link = element.value(of: "href") {
            links.append((link, []))
          } else if let last = links.indices.last {
            // What stands in two cells of a table is two words.
            links[last].text.append(UInt8(ascii: " "))
          }
        case .text(let text):
          guard let last = links.indices.last, links[last].text.count < textLimit else { return }
          links[last].text += text.prefix(textLimit)
        case .end: break
        }
      }
    }
    if let overload = reader.overload { throw .markup(overload) }
    return links
  }
}
