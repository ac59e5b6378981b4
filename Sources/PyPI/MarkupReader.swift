import CLibXML2

/// A reader of any HTML through libxml2's push parser, which builds no tree: it tells of each tag
/// as it comes.
final class MarkupReader {
  /// What the callbacks of one parser write to.
  private final class Context {
    var builder: ProjectTableBuilder
    var isIndexPage = false
    /// The text of the title or heading that is open.
    var heading: [UInt8]?

    init(_ builder: ProjectTableBuilder) { self.builder = builder }
  }

  /// The longest heading that is looked at, in bytes.
  private static let maximumHeading = 512

  /// Runs once, before the first parser: libxml2's globals are not safe to set up in two threads.
  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  private var parser: htmlParserCtxtPtr?
  private let encoding: xmlCharEncoding
  /// Whether the page says that it is one of an index.
  private(set) var isIndexPage = false
  private var heading: [UInt8]?

  /// A reader for markup in `characterSet`, by default UTF-8.
  init(characterSet: String?) {
    let name = characterSet ?? "utf-8"
    let known = xmlParseCharEncoding(name)
    encoding = known == XML_CHAR_ENCODING_ERROR ? XML_CHAR_ENCODING_8859_1 : known
  }

  deinit {
    if let parser { htmlFreeParserCtxt(parser) }
  }

  /// Reads the next piece of the page.
  func read(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into builder: inout ProjectTableBuilder
  ) {
    guard Self.isReady else { return }
    // The builder moves in and out again, so that no copy of its arrays is ever made.
    let context = Context(builder)
    builder = ProjectTableBuilder(project: "", pageURL: "")
    context.heading = heading
    let pointer = Unmanaged.passUnretained(context).toOpaque()
    if parser == nil {
      var handler = Self.handler
      parser = htmlCreatePushParserCtxt(&handler, pointer, nil, 0, nil, encoding)
      if let parser {
        htmlCtxtUseOptions(
          parser,
          Int32(HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue)
            | Int32(HTML_PARSE_NONET.rawValue | HTML_PARSE_RECOVER.rawValue))
      }
    }
    guard let parser else {
      builder = context.builder
      return
    }
    parser.pointee.userData = pointer
    withExtendedLifetime(context) {
      // The parser takes counts of 32 bits, and is fastest with pieces that fit a processor's cache.
      var position = 0
      while position < bytes.count {
        let count = min(bytes.count - position, 1 << 16)
        bytes.withMemoryRebound(to: CChar.self) { characters in
          guard let base = characters.baseAddress else { return }
          htmlParseChunk(parser, base + position, Int32(count), 0)
        }
        position += count
      }
      if isLast { htmlParseChunk(parser, nil, 0, 1) }
    }
    builder = context.builder
    isIndexPage = isIndexPage || context.isIndexPage
    heading = context.heading
  }

  // MARK: - Callbacks

  private static var handler: htmlSAXHandler {
    var handler = htmlSAXHandler()
    handler.startElement = { pointer, name, attributes in
      guard let pointer, let name else { return }
      MarkupReader.start(
        Unmanaged<Context>.fromOpaque(pointer).takeUnretainedValue(), String(cString: name),
        attributes)
    }
    handler.endElement = { pointer, name in
      guard let pointer, name != nil else { return }
      MarkupReader.end(Unmanaged<Context>.fromOpaque(pointer).takeUnretainedValue())
    }
    handler.characters = { pointer, text, count in
      guard let pointer, let text else { return }
      let context = Unmanaged<Context>.fromOpaque(pointer).takeUnretainedValue()
      guard let heading = context.heading, heading.count < MarkupReader.maximumHeading else {
        return
      }
      context.heading?.append(contentsOf: UnsafeBufferPointer(start: text, count: Int(count)))
    }
    return handler
  }

  private static func start(
    _ context: Context, _ name: String, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    switch name {
    case "a": link(context, attributes)
    case "base":
      if let reference = value(of: "href", attributes) {
        context.builder.baseURL = URLReference.resolve(reference, base: context.builder.baseURL)
      }
    case "meta":
      let name = value(of: "name", attributes)
      if name?.lowercased() == "pypi:repository-version" { context.isIndexPage = true }
    case "title", "h1": context.heading = []
    default: break
    }
  }

  private static func end(_ context: Context) {
    guard let heading = context.heading else { return }
    if HTMLTexts.isIndexHeading(heading) { context.isIndexPage = true }
    context.heading = nil
  }

  private static func link(
    _ context: Context, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    var bytes: [UInt8] = []
    func text(_ name: String) -> IndexEntry.Text? {
      guard let value = value(of: name, attributes) else { return nil }
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
      context.builder.add(entry, of: bytes, escapes: .none)
    }
  }

  /// The value of an attribute: "" for one that has none, nil for one that is not there.
  private static func value(
    of name: String, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) -> String? {
    guard var attribute = attributes else { return nil }
    while let key = attribute.pointee {
      if String(cString: key).lowercased() == name {
        return attribute[1].map { String(cString: $0) } ?? ""
      }
      attribute += 2
    }
    return nil
  }
}
