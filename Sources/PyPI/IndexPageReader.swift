import Basics
import Transfer

/// A reader of an index page that makes its ``ProjectTable`` while the page streams in.
///
/// The page's form is that of the answer's Content-Type, whatever was asked for.
final class IndexPageReader: FormReader {
  private var builder: ProjectTableBuilder
  private var parser: any IndexPageParser
  /// What of the page is not read yet: a piece ends anywhere.
  private var pending: [UInt8] = []
  /// How much of it must be there before another try: a long value is not read again and again.
  private var threshold = 0
  /// What JSON has to be as text; `nil` for a page of HTML.
  private var checker: TextChecker?
  /// How many bytes came in.
  private var received = 0

  /// The most files of a page; the largest of PyPI have a tenth of it.
  static let maximumFiles = 200_000

  /// A reader for the page of `project` (its normalised name).
  ///
  /// - Throws: ``IndexPageError/contentType(_:)``.
  init(project: String, pageURL: String, contentType: String?) throws(IndexPageError) {
    builder = ProjectTableBuilder(project: project, pageURL: pageURL)
    let type = ContentType(contentType ?? "text/html")
    switch type.name {
    case "application/vnd.pypi.simple.v1+json", "application/vnd.pypi.simple.latest+json",
      "application/json":
      parser = JSONPageParser()
      checker = TextChecker()
    case "application/vnd.pypi.simple.v1+html", "application/vnd.pypi.simple.latest+html",
      "text/html", "application/xhtml+xml":
      parser = HTMLPageParser(characterSet: type.characterSet)
    default: throw .contentType(type.name)
    }
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws -> StreamVerdict {
    if let offset = checker?.take(bytes) {
      throw IndexPageError.json(
        offset: received + offset, reason: "there is a byte that JSON does not allow")
    }
    received += bytes.count
    pending.append(contentsOf: bytes)
    if pending.count >= threshold { try advance(isLast: false) }
    return .more
  }

  func finish() throws -> [UInt8] {
    if checker?.isWhole == false {
      throw IndexPageError.json(offset: received, reason: "a character is incomplete")
    }
    try advance(isLast: true)
    return builder.finish()
  }

  var credentials: [String: String] { builder.credentials }

  private func advance(isLast: Bool) throws(IndexPageError) {
    let parser = parser
    let result = pending.withUnsafeBufferPointer { bytes in
      Result { () throws(IndexPageError) in
        try parser.parse(bytes, isLast: isLast, into: &builder)
      }
    }
    let read = try result.get()
    guard builder.fileCount <= Self.maximumFiles else {
      throw .tooManyFiles(limit: Self.maximumFiles)
    }
    threshold = read == 0 ? pending.count * 2 : 0
    if read == pending.count {
      pending.removeAll(keepingCapacity: true)
    } else {
      pending.removeFirst(read)
    }
  }
}

/// A parser of one of the forms of index pages.
protocol IndexPageParser: AnyObject {
  /// Reads as much of `bytes` as is whole, and says how many bytes that is; what remains comes
  /// again with what follows it.
  func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into builder: inout ProjectTableBuilder
  ) throws(IndexPageError) -> Int
}

/// A media type with its character set (RFC 9110 § 8.3).
struct ContentType {
  /// The type without parameters, in lower case.
  let name: String
  /// The value of `charset`, in lower case.
  let characterSet: String?

  /// Reads a Content-Type field.
  init(_ field: String) {
    let parts = field.lowercased().split(separator: ";")
    name = parts.first.map(Self.trimmed) ?? ""
    characterSet = parts.dropFirst().lazy.map(Self.trimmed)
      .first { $0.hasPrefix("charset=") }
      .map { $0.dropFirst(8).filter { $0 != "\"" } }
  }

  private static func trimmed(_ text: Substring) -> String {
    text.filter { $0 != " " && $0 != "\t" }
  }
}
