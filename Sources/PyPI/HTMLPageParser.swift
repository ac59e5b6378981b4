import Markup

/// A parser of index pages in HTML (PEP 503).
///
/// Pages of the plain shape that indexes generate are read by ``AnchorScanner``, ten times as fast
/// as libxml2; from the first tag on that is not of that shape, libxml2 reads the rest.
final class HTMLPageParser: IndexPageParser {
  private var scanner: AnchorScanner?
  private var markup: MarkupReader?
  private let characterSet: String?
  private var isIndexPage = false

  /// A parser for a page in `characterSet`, by default UTF-8.
  init(characterSet: String?) {
    self.characterSet = characterSet
    switch characterSet {
    case nil, "utf-8", "utf8", "us-ascii": scanner = AnchorScanner()
    default: scanner = nil
    }
  }

  func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into builder: inout ProjectTableBuilder
  ) throws(IndexPageError) -> Int {
    var read = 0
    if var scanner {
      read = scanner.scan(bytes, into: &builder)
      isIndexPage = isIndexPage || scanner.isIndexPage
      self.scanner = scanner.isAtForeignTag || isLast ? nil : scanner
      guard scanner.isAtForeignTag || isLast else { return read }
    }
    if read < bytes.count || markup != nil {
      let markup = try markupReader()
      do throws(MarkupError) {
        try markup.read(
          UnsafeBufferPointer(rebasing: bytes[read...]), isLast: isLast, into: &builder)
      } catch {
        throw .markup(error)
      }
      isIndexPage = isIndexPage || markup.isIndexPage
    }
    if isLast, builder.fileCount == 0, !isIndexPage { throw .noIndexPage }
    return bytes.count
  }

  /// The reader of the rest, made when it is first needed.
  private func markupReader() throws(IndexPageError) -> MarkupReader {
    if let markup { return markup }
    do throws(MarkupError) {
      let made = try MarkupReader(characterSet: characterSet)
      markup = made
      return made
    } catch {
      throw .markup(error)
    }
  }
}
