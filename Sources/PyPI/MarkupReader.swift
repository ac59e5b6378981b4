import Markup
import Transfer

/// A reader of any index page in HTML, over ``HTMLReader``.
final class MarkupReader {
  /// The longest heading that is looked at, in bytes.
  private static let maximumHeading = 512

  private let reader: HTMLReader
  /// Whether the page says that it is one of an index.
  private(set) var isIndexPage = false
  /// The text of the title or heading that is open.
  private var heading: [UInt8]?

  /// A reader for markup in `characterSet`, by default UTF-8.
  init(characterSet: String?) throws(MarkupError) {
    reader = try HTMLReader(characterSet: characterSet ?? "utf-8")
  }

  /// Reads the next piece of the page.
  ///
  /// - Throws: `MarkupError` at a limit.
  func read(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into builder: inout ProjectTableBuilder
  ) throws(MarkupError) {
    reader.read(bytes, isLast: isLast) { event in
      switch event {
      case .start(let element): start(element, &builder)
      case .text(let text):
        guard let count = heading?.count, count < Self.maximumHeading else { return }
        heading?.append(contentsOf: text)
      case .end: end()
      }
    }
    if let overload = reader.overload { throw overload }
  }

  private func start(_ element: HTMLElement, _ builder: inout ProjectTableBuilder) {
    switch element.name {
    case "a": link(element, &builder)
    case "base":
      if let reference = element.value(of: "href"),
        let base = URLText.resolve(reference, base: builder.baseURL)
      {
        builder.baseURL = base
      }
    case "meta":
      let name = element.value(of: "name")
      if name?.lowercased() == "pypi:repository-version" { isIndexPage = true }
    case "title", "h1": heading = []
    default: break
    }
  }

  private func end() {
    guard let heading else { return }
    if HTMLTexts.isIndexHeading(heading) { isIndexPage = true }
    self.heading = nil
  }

  private func link(_ element: HTMLElement, _ builder: inout ProjectTableBuilder) {
    var bytes: [UInt8] = []
    func text(_ name: String) -> IndexEntry.Text? {
      guard let value = element.value(of: name) else { return nil }
      let start = bytes.count
      bytes.append(contentsOf: value.utf8)
      return IndexEntry.Text(start: start, end: bytes.count)
    }
    guard let url = text("href") else { return }
    var entry = IndexEntry(url: url)
    entry.requiresPython = text("data-requires-python")
    entry.yanked = text("data-yanked")
    entry.uploadTime = text("data-upload-time")
    let metadata = text("data-core-metadata") ?? text("data-dist-info-metadata")
    bytes.withUnsafeBufferPointer { bytes in
      if let metadata { entry.metadataFile = HTMLTexts.metadataFile(bytes, metadata) }
      builder.add(entry, of: bytes, escapes: .none)
    }
  }
}
