/// The archive of a tag on a host of git repositories, by whose URL those of other tags are known.
struct TaggedArchive: Hashable, Sendable {
  /// A tag's name in the order of the versions in it: runs of digits count as numbers.
  struct Tag: Hashable, Comparable, Sendable, CustomStringConvertible {
    let description: String
    private let parts: [Part]

    private enum Part: Hashable, Comparable, Sendable {
      case text(String)
      case number(String)
    }

    init(_ name: String) {
      description = name
      var parts: [Part] = []
      var rest = Substring(name).utf8[...]
      while let first = rest.first {
        let isDigit = (0x30...0x39).contains(first)
        let run = rest.prefix { (0x30...0x39).contains($0) == isDigit }
        rest = rest[run.endIndex...]
        let text = Substring(run)
        // Numbers of any length are ordered by length, then as text.
        let digits = String(text.drop { $0 == "0" })
        let width = String(digits.utf8.count, radix: 10)
        parts.append(
          isDigit ? .number("\(width.utf8.count)\(width).\(digits)") : .text(String(text)))
      }
      self.parts = parts
    }

    static func < (left: Tag, right: Tag) -> Bool {
      left.parts.lexicographicallyPrecedes(right.parts)
    }
  }

  let tag: Tag
  /// The repository.
  private let project: String
  /// What is between repository and tag.
  private let way: String

  /// Takes the URL of an archive apart; nil for hosts that have other URLs.
  init?(url: String) {
    guard url.hasPrefix("https://"), url.hasSuffix(".tar.gz") else { return nil }
    for way in ["/archive/refs/tags/", "/archive/", "/get/refs/tags/", "/get/"] {
      let parts = url.split(separator: way, maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      project = String(parts[0])
      self.way = way
      tag = Tag(String(parts[1].dropLast(".tar.gz".count)))
      return
    }
    return nil
  }

  /// Where the repository lists its references, in git's smart HTTP protocol.
  var referencesURL: String { "\(project).git/info/refs?service=git-upload-pack" }

  /// The archive of another tag.
  func url(of other: Tag) -> String { "\(project)\(way)\(other).tar.gz" }

  /// The tags in an answer of git's smart HTTP protocol (gitprotocol-http), in their order.
  static func tags(in answer: [UInt8]) -> [Tag] {
    let mark = Array("refs/tags/".utf8)
    var tags: Set<Tag> = []
    // Lines end in a line feed, whatever comes before them: `LENGTH ID refs/tags/NAME`.
    for line in answer.split(separator: UInt8(ascii: "\n")) {
      guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
      let name = line[(space + 1)...]
      guard name.starts(with: mark), !name.contains(UInt8(ascii: "^")), !name.contains(0)
      else { continue }
      tags.insert(Tag(String(decoding: name.dropFirst(mark.count), as: UTF8.self)))
    }
    return tags.sorted()
  }
}
