import CLibXML2

/// A reader of any HTML through libxml2's push parser.
///
///     <a href="b-1.0.tar.gz">b</a>   is   .start(a, href: "b-1.0.tar.gz"), .text("b"), .end
package final class HTMLReader {
  /// What the reader met.
  package enum Event {
    /// A tag opens, whose name is in lower case.
    case start(HTMLElement)
    /// A piece of text: a run of text may come in several.
    case text(UnsafeBufferPointer<UInt8>)
    /// A tag closes.
    case end
  }

  /// Where the events of the piece that is being read go.
  private final class Receiver {
    var receive: ((Event) -> Void)?
    /// How many elements are open.
    var depth = 0
  }

  /// The most elements in each other: at each tag libxml2 looks through all that are open.
  private static let depthLimit = 2000

  private let library: nixgraft_libxml2
  private let parser: OpaquePointer
  private let receiver = Receiver()
  private var tags = TagGuard()
  /// Why the rest of the page was not read, if it was not.
  package private(set) var overload: MarkupError?

  /// A reader for markup in `characterSet`; one that libxml2 does not know is read as Latin-1.
  package init(characterSet: String) throws(MarkupError) {
    library = try LibXML2.functions.get()
    let known = library.parse_char_encoding(characterSet)
    let isKnown = known != Int32(nixgraft_encoding_unknown)
    let encoding = isKnown ? known : Int32(nixgraft_encoding_latin_1)
    var handler = Self.handler
    let context = Unmanaged.passUnretained(receiver).toOpaque()
    guard let parser = library.create_push_parser(&handler, context, nil, 0, nil, encoding) else {
      throw .outOfMemory
    }
    self.parser = parser
    _ = library.use_options(parser, Int32(nixgraft_html_options))
  }

  deinit { library.free_parser(parser) }

  /// Reads the next piece of the page; `receive` gets what it holds, and keeps none of it.
  package func read(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, _ receive: (Event) -> Void
  ) {
    if overload == nil, !tags.take(bytes) { overload = .tooManyAttributes }
    guard overload == nil else { return }
    withoutActuallyEscaping(receive) { receive in
      receiver.receive = receive
      defer { receiver.receive = nil }
      // The parser takes counts of 32 bits, and is fastest with pieces that fit a processor's cache.
      var position = 0
      while position < bytes.count {
        let count = min(bytes.count - position, 1 << 16)
        bytes.withMemoryRebound(to: CChar.self) { characters in
          guard let base = characters.baseAddress else { return }
          _ = library.parse_chunk(parser, base + position, Int32(count), 0)
        }
        position += count
        if receiver.depth > Self.depthLimit {
          overload = .tooDeep
          return
        }
      }
      if isLast { _ = library.parse_chunk(parser, nil, 0, 1) }
    }
  }

  // MARK: - Callbacks

  private static var handler: nixgraft_html_handler {
    var handler = nixgraft_html_handler()
    handler.start_element = { context, name, attributes in
      guard let name else { return }
      HTMLReader.send(.start(HTMLElement(name: name, attributes: attributes)), to: context)
    }
    handler.end_element = { context, name in
      if name != nil { HTMLReader.send(.end, to: context) }
    }
    handler.characters = { context, text, count in
      guard let text else { return }
      HTMLReader.send(.text(UnsafeBufferPointer(start: text, count: Int(count))), to: context)
    }
    return handler
  }

  private static func send(_ event: Event, to context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    let receiver = Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
    switch event {
    case .start: receiver.depth += 1
    case .end: receiver.depth -= 1
    case .text: break
    }
    receiver.receive?(event)
  }
}

/// A tag that opens, which lives as long as the call that hands it over.
package struct HTMLElement {
  private let namePointer: UnsafePointer<UInt8>
  /// Names and values in turn, up to a null pointer.
  private let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

  fileprivate init(
    name: UnsafePointer<UInt8>, attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    namePointer = name
    self.attributes = attributes
  }

  /// The tag's name.
  package var name: String { String(cString: namePointer) }

  /// The value of an attribute: "" for one without a value, nil for one that is not there.
  package func value(of name: String) -> String? {
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
