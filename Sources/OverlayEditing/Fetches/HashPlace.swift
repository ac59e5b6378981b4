package import ContentHash
package import NixSyntax

/// The place in Nix source where a fetch keeps its hash, and how the hash is written there.
package struct HashPlace: Sendable, Hashable {
  /// A way of writing a hash in a string.
  enum Style: Hashable, Sendable {
    case sri
    /// A digest without its algorithm, or with it and a colon.
    case digits(ContentHash.Encoding, hasPrefix: Bool)
    /// The digits of SRI by themselves.
    case base64
  }

  /// What is there.
  package enum Content: Hashable, Sendable {
    case hash(ContentHash)
    /// Nothing, zeros, or a fake hash of nixpkgs' library.
    case placeholder
    /// Text that is not a hash.
    case malformed(reason: String)
  }

  /// The names that fetchers take a hash by, the one that counts most first.
  static let attributes = ["hash", "sha256", "sha512", "sha1", "md5", "outputHash"]
  private static let fakes = ["fakeHash", "fakeSha256", "fakeSha512"]

  /// The attribute's name.
  package let attribute: String
  /// The hash as it is written, without quotes.
  package let text: String
  package let content: Content
  /// Where it is written.
  package let location: SourceLocation
  /// The bytes that another hash takes the place of.
  package let range: Range<Int>
  private let style: Style
  private let isQuoted: Bool

  /// Whether a hash is there, or a stand-in that is not empty.
  var isHash: Bool {
    switch content {
    case .hash: true
    case .placeholder: !text.isEmpty
    case .malformed: false
    }
  }

  /// The algorithm that the attribute asks for; nil if the hash itself tells.
  package var algorithm: ContentHash.Algorithm? { .init(rawValue: attribute) }

  /// The place that an expression is; nil if it isn't a string or a fake hash.
  init?(_ node: SyntaxNode, attribute: String, lines: LineIndex) {
    self.attribute = attribute
    let algorithm = ContentHash.Algorithm(rawValue: attribute)
    if let literal = StringLiteral(node), let text = literal.value {
      self.text = text
      range = literal.contentRange
      isQuoted = true
      style = Style(text)
      do throws(ContentHashError) {
        let hash = try ContentHash(parsing: text, algorithm: algorithm)
        content = hash.isPlaceholder ? .placeholder : .hash(hash)
      } catch {
        content = .malformed(reason: error.description)
      }
    } else if node.kind == .uri,
      let hash = try? ContentHash(parsing: node.text, algorithm: algorithm)
    {
      // `sha256:0…` is a URI to Nix, which needs no quotes.
      text = node.text
      range = node.range
      isQuoted = false
      style = Style(text)
      content = hash.isPlaceholder ? .placeholder : .hash(hash)
    } else if let name = node.lastName, Self.fakes.contains(name) {
      text = node.text
      range = node.range
      isQuoted = false
      style = .sri
      content = .placeholder
    } else {
      return nil
    }
    location = lines.location(of: range.lowerBound)
  }

  /// The hash as this place would have it; in SRI if the style that is there is to give way.
  package func text(of hash: ContentHash, usesSRI: Bool = false) -> String {
    let sri = hash.text(.sri)
    guard !usesSRI else { return sri }
    switch style {
    case .sri: return sri
    case .base64: return String(sri.dropFirst(hash.algorithm.rawValue.utf8.count + 1))
    case .digits(let encoding, let hasPrefix):
      return (hasPrefix ? "\(hash.algorithm.rawValue):" : "") + hash.text(encoding)
    }
  }

  /// The edit that writes a hash here; nil if it is here already.
  package func edit(to hash: ContentHash, usesSRI: Bool = false) -> SourceEdit? {
    let written = text(of: hash, usesSRI: usesSRI)
    guard written != text else { return nil }
    // Without quotes it stays where Nix takes it so.
    let isPlain = isQuoted || SyntaxTree.parse(written).expression?.kind == .uri
    return SourceEdit(range: range, replacement: isPlain ? written : "\"\(written)\"")
  }
}

extension HashPlace.Style {
  /// The style of a text, SRI if it tells none.
  init(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let digits = parts.count == 2 ? parts[1] : Substring(text)
    let algorithm = parts.count == 2 ? ContentHash.Algorithm(rawValue: String(parts[0])) : nil
    guard !digits.utf8.contains(UInt8(ascii: "-")), !digits.isEmpty else {
      self = .sri
      return
    }
    let algorithms = algorithm.map { [$0] } ?? ContentHash.Algorithm.allCases
    for encoding in [ContentHash.Encoding.base16, .base32] {
      for candidate in algorithms
      where ContentHash.placeholder(candidate).text(encoding).utf8.count == digits.utf8.count {
        self = .digits(encoding, hasPrefix: parts.count == 2)
        return
      }
    }
    let isSRI = !algorithms.contains { algorithm in
      let sri = ContentHash.placeholder(algorithm).text(.sri)
      return sri.utf8.count - algorithm.rawValue.utf8.count - 1 == digits.utf8.count
    }
    self = isSRI || parts.count == 2 ? .sri : .base64
  }
}
