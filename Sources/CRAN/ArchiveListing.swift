import CLibXML2
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
  /// - Throws: `CRANError.notAListing` for bytes that are no HTML.
  package init(parsing page: [UInt8], package name: String) throws(CRANError) {
    let start = page.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    guard start == UInt8(ascii: "<") else { throw .notAListing(reason: "it is not HTML") }
    let prefix = "\(name)_"
    let suffix = ".tar.gz"
    var found: [RVersion] = []
    for link in try LinkReader.links(in: page) {
      let path = link.prefix { $0 != "?" && $0 != "#" }
      guard let last = path.split(separator: "/", omittingEmptySubsequences: false).last else {
        continue
      }
      let file = Self.unescaped(last)
      guard file.hasPrefix(prefix), file.hasSuffix(suffix) else { continue }
      let text = file.dropFirst(prefix.count).dropLast(suffix.count)
      if let version = RVersion(text), version.text == text { found.append(version) }
    }
    found.sort { ($0, $0.text) < ($1, $1.text) }
    var versions: [RVersion] = []
    for version in found where versions.last != version { versions.append(version) }
    self.versions = versions
  }

  /// `text` with its percent escapes undone.
  private static func unescaped(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A reader of the targets of a page's links, over libxml2's SAX interface.
private final class LinkReader {
  private var links: [String] = []

  /// The `href` attributes of all `a` elements in `page`, in its order.
  static func links(in page: [UInt8]) throws(CRANError) -> [String] {
    guard page.count <= 64 << 20 else { throw .notAListing(reason: "it is over 64 MiB long") }
    let reader = LinkReader()
    var handler = htmlSAXHandler()
    handler.startElement = { context, name, attributes in
      guard let context, let name, String(cString: name) == "a" else { return }
      Unmanaged<LinkReader>.fromOpaque(context).takeUnretainedValue().take(attributes)
    }
    let isParsed = withExtendedLifetime(reader) {
      page.withUnsafeBytes { bytes in
        let context = htmlCreatePushParserCtxt(
          &handler, Unmanaged.passUnretained(reader).toOpaque(), nil, 0, nil,
          XML_CHAR_ENCODING_UTF8)
        guard let context else { return false }
        defer { htmlFreeParserCtxt(context) }
        let text = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        htmlParseChunk(context, text, Int32(bytes.count), 1)
        return true
      }
    }
    guard isParsed else { throw .notAListing(reason: "there is no memory to read it") }
    return reader.links
  }

  /// Takes the attributes of a link: names and values in turn, up to a null pointer.
  private func take(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    guard var attribute = attributes else { return }
    while let name = attribute[0] {
      if let value = attribute[1], String(cString: name) == "href" {
        links.append(String(cString: value))
      }
      attribute += 2
    }
  }
}
