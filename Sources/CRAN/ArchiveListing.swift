import Basics
import Markup
package import Versions

/// A listing of the superseded versions of a package: the page of links that a server makes of the
/// folder `src/contrib/Archive/NAME`.
package struct ArchiveListing: Hashable, Sendable {
  /// The versions whose tarballs are there, ascending; of two that are equal (`1.0-2`, `1.0.2`),
  /// the first by spelling.
  package let versions: [RVersion]

  /// Reads a page of HTML.
  ///
  /// Links that are no tarballs of the package are passed over; so is a directory's own dressing.
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
    for link in try Self.links(in: page) {
      let path = link.prefix { $0 != "?" && $0 != "#" }
      guard let last = path.split(separator: "/", omittingEmptySubsequences: false).last else {
        continue
      }
      let file = PercentEncoding.decoded(last)
      guard file.hasPrefix(prefix), file.hasSuffix(suffix) else { continue }
      let text = file.dropFirst(prefix.count).dropLast(suffix.count)
      if let version = RVersion(text), version.text == text { found.append(version) }
    }
    found.sort { ($0, $0.text) < ($1, $1.text) }
    var versions: [RVersion] = []
    for version in found where versions.last != version { versions.append(version) }
    self.versions = versions
  }

  /// The `href` attributes of all `a` elements in `page`, in its order.
  private static func links(in page: [UInt8]) throws(CRANError) -> [String] {
    guard page.count <= 64 << 20 else { throw .notAListing(reason: "it is over 64 MiB long") }
    let reader: HTMLReader
    do throws(MarkupError) {
      reader = try HTMLReader(characterSet: "utf-8")
    } catch {
      throw .markup(error)
    }
    var links: [String] = []
    page.withUnsafeBufferPointer { bytes in
      reader.read(bytes, isLast: true) { event in
        if case .start(let element) = event, element.name == "a",
          let link = element.value(of: "href")
        {
          links.append(link)
        }
      }
    }
    if reader.isOverloaded { throw .markup(.tooManyAttributes) }
    return links
  }
}
