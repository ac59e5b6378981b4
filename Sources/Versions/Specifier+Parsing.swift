import Basics

extension Specifier {
  /// Reads one specifier.
  ///
  /// - Parameters:
  ///   - written: the specifier, with white space around it and after the operator allowed.
  ///   - isLenient: whether spellings that PyPI has of old are repaired: `>=2.7.*`, `!=3.0*`, stray
  ///     quotes, `!=~5.0`, `=>1.0`, `>dev`.
  /// - Throws: `VersionsError.specifier`.
  package init(
    parsing written: some StringProtocol, isLenient: Bool = true
  ) throws(VersionsError) {
    let text = String(written)
    try self.init(utf8: text.utf8.span, isLenient: isLenient)
  }

  /// Reads one specifier from UTF-8, with white space around it allowed.
  init(utf8 written: Span<UInt8>, isLenient: Bool) throws(VersionsError) {
    let range = ASCII.trimmedRange(written)
    let bytes = written.extracting(range)
    do throws(VersionsError) {
      try self.init(strict: bytes)
    } catch {
      guard isLenient, let repaired = Self.repaired(bytes.text),
        let specifier = try? Specifier(strict: repaired.utf8.span)
      else { throw error }
      self = specifier
    }
  }

  private init(strict written: Span<UInt8>) throws(VersionsError) {
    func failure(_ text: String, _ reason: String) -> VersionsError {
      .specifier(String(text.prefix(200)), reason: reason)
    }
    guard let (comparison, length) = Self.comparison(at: written) else {
      throw failure(written.text, "it begins with none of ~=, ==, !=, <=, >=, <, > and ===")
    }
    let rest = written.extracting(length...)
    let bytes = rest.extracting(ASCII.trimmedRange(rest))
    if comparison == .arbitrary {
      for index in bytes.indices
      where ASCII.isWhitespace(bytes[index]) || bytes[index] == UInt8(ascii: ";")
        || bytes[index] == UInt8(ascii: ")")
      {
        throw failure(written.text, "'===' takes one word")
      }
      self.init(
        comparison: comparison, version: PythonVersion(utf8: bytes), isPrefix: false,
        text: bytes.text)
      return
    }
    let isPrefix =
      bytes.count > 2 && bytes[bytes.count - 1] == UInt8(ascii: "*")
      && bytes[bytes.count - 2] == UInt8(ascii: ".")
    guard let version = PythonVersion(utf8: isPrefix ? bytes.extracting(droppingLast: 2) : bytes),
      // A version may have white space around it, but not before its '.*'.
      !isPrefix || !ASCII.isWhitespace(bytes[bytes.count - 3])
    else { throw failure(written.text, "no version follows the operator") }
    if isPrefix {
      guard comparison == .equal || comparison == .notEqual else {
        throw failure(written.text, "'.*' goes with == and != only")
      }
      guard version.isPlain else {
        throw failure(written.text, "'.*' follows a release's numbers only")
      }
    }
    switch comparison {
    case .equal, .notEqual, .arbitrary: break
    case .compatible where version.componentCount < 2:
      throw failure(written.text, "'~=' needs a version of two numbers at least")
    default:
      guard !version.isLocal else {
        throw failure(written.text, "a local label goes with == and != only")
      }
    }
    self.init(comparison: comparison, version: version, isPrefix: isPrefix, text: bytes.text)
  }

  /// The operator that the text begins with, and how many bytes it has.
  private static func comparison(at bytes: Span<UInt8>) -> (Comparison, length: Int)? {
    guard let first = bytes.count > 0 ? bytes[0] : nil else { return nil }
    let isFollowed = bytes.count > 1 && bytes[1] == UInt8(ascii: "=")
    switch first {
    case UInt8(ascii: "="):
      guard isFollowed else { return nil }
      return bytes.count > 2 && bytes[2] == UInt8(ascii: "=") ? (.arbitrary, 3) : (.equal, 2)
    case UInt8(ascii: "~"): return isFollowed ? (.compatible, 2) : nil
    case UInt8(ascii: "!"): return isFollowed ? (.notEqual, 2) : nil
    case UInt8(ascii: "<"): return isFollowed ? (.atMost, 2) : (.below, 1)
    case UInt8(ascii: ">"): return isFollowed ? (.atLeast, 2) : (.above, 1)
    default: return nil
    }
  }

  /// The specifier that its author seems to have meant.
  private static func repaired(_ written: String) -> String? {
    var bytes = written.utf8.filter { !ASCII.isWhitespace($0) && $0 != 0x22 && $0 != 0x27 }
    let operators = Array("=<>!~".utf8)
    let length = bytes.prefix { operators.contains($0) }.count
    let comparison: Comparison
    switch String(decoding: bytes[..<length], as: UTF8.self) {
    case "=>": comparison = .atLeast
    case "=<": comparison = .atMost
    case "!=~", "!~=": comparison = .notEqual
    case "=": comparison = .equal
    case "==>", ">==": comparison = .atLeast
    case let text:
      guard let known = Comparison(rawValue: text), known != .arbitrary else { return nil }
      comparison = known
    }
    bytes.removeFirst(length)
    // '>dev' told old setuptools that any development version will do.
    if comparison == .above || comparison == .atLeast, bytes == Array("dev".utf8) {
      return ">=0"
    }
    while bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
    guard bytes.last == UInt8(ascii: "*") else {
      return comparison.rawValue + String(decoding: bytes, as: UTF8.self)
    }
    while let last = bytes.last, last == UInt8(ascii: "*") || last == UInt8(ascii: ".") {
      bytes.removeLast()
    }
    let release = String(decoding: bytes, as: UTF8.self)
    switch comparison {
    case .equal, .notEqual: return "\(comparison.rawValue)\(release).*"
    case .atLeast, .below: return comparison.rawValue + release
    case .compatible:
      // '~=3.6.*' is '~=3.6.0': the star stands for the number that may grow.
      return "~=\(release).0"
    case .atMost:
      // Whatever begins with the prefix is allowed, so the end lies after it.
      guard let end = PythonVersion(release), end.isPlain else { return nil }
      return end.lowestBehindPrefix(end.componentCount).map { "<\($0)" }
    case .above:
      guard let end = PythonVersion(release), end.isPlain else { return nil }
      return end.lowestBehindPrefix(end.componentCount).map { ">=\($0)" }
    case .arbitrary: return nil
    }
  }
}

extension PythonVersion {
  /// Whether nothing follows the release.
  var isPlain: Bool {
    guard let box else { return Packing.isPlain(key) }
    let fields = box.fields
    return fields.prerelease == nil && fields.post == nil && fields.development == nil
      && fields.local.isEmpty && fields.boundary == .none
  }
}

extension Span<UInt8> {
  /// The bytes as text.
  var text: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
}
