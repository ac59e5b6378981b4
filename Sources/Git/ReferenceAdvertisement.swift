/// The references that a server advertises, in git's protocol of versions 0 and 1 (gitprotocol-pack,
/// "Reference Discovery"), by their full names.
package struct ReferenceAdvertisement: Hashable, Sendable {
  /// The commit of each reference; of an annotated tag that to which it leads.
  package private(set) var commits: [String: String] = [:]
  /// The branch that `HEAD` stands for.
  package private(set) var head: String?

  /// The most references that are read.
  private static let limit = 500_000

  /// Reads an answer; nil if it is something else, such as a web page.
  package init?(_ bytes: [UInt8]) {
    var position = 0
    var isFirst = true
    var seen = false
    while position + 4 <= bytes.count, commits.count < Self.limit {
      guard
        let length = Int(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
      else { return nil }
      // 0000 ends a section, and lengths below 4 are marks.
      guard length >= 4 else {
        position += 4
        continue
      }
      guard position + length <= bytes.count else { return nil }
      var line = bytes[(position + 4)..<(position + length)]
      position += length
      if line.last == 0x0a { line = line.dropLast() }
      let text = String(decoding: line, as: UTF8.self)
      if text.hasPrefix("#") {
        guard text.contains("service=git-upload-pack") else { return nil }
        seen = true
        continue
      }
      if text.hasPrefix("version ") { continue }
      guard seen else { return nil }
      read(text, isFirst: &isFirst)
    }
    guard seen else { return nil }
  }

  private mutating func read(_ text: String, isFirst: inout Bool) {
    let sides = text.split(separator: "\0", maxSplits: 1)
    if isFirst {
      isFirst = false
      for word in sides.dropFirst().first?.split(separator: " ") ?? []
      where word.hasPrefix("symref=HEAD:") {
        head = String(word.dropFirst("symref=HEAD:".count))
      }
    }
    let words = (sides.first ?? "").split(separator: " ", maxSplits: 1)
    guard words.count == 2, Self.isCommit(words[0]) else { return }
    var name = words[1]
    // The line after an annotated tag's says what the tag leads to.
    if name.hasSuffix("^{}") { name = name.dropLast(3) }
    commits[String(name)] = String(words[0])
  }

  /// Whether a text is a whole object id: 40 hexadecimal digits, or 64.
  package static func isCommit(_ text: some StringProtocol) -> Bool {
    let bytes = text.utf8
    return (bytes.count == 40 || bytes.count == 64)
      && bytes.allSatisfy { ($0 &- 0x30 < 10) || ($0 | 0x20) &- 0x61 < 6 }
  }

  /// The commit of a reference as people write it, with its full name: a full name, a tag, a branch, or
  /// the beginning of a commit that some reference has.
  package func resolve(_ reference: String?) -> (commit: String, name: String)? {
    guard let reference, reference != "HEAD" else {
      return commits["HEAD"].map { ($0, head ?? "HEAD") }
    }
    for name in [
      reference, "refs/\(reference)", "refs/tags/\(reference)", "refs/heads/\(reference)",
    ] {
      if let commit = commits[name] { return (commit, name) }
    }
    guard reference.count >= 7, reference.allSatisfy(\.isHexDigit) else { return nil }
    let fitting = Set(commits.values.filter { $0.hasPrefix(reference.lowercased()) })
    return fitting.count == 1 ? fitting.first.map { ($0, $0) } : nil
  }

  /// The tags of a commit, sorted.
  package func tags(of commit: String) -> [String] {
    commits.filter { $0.value == commit && $0.key.hasPrefix("refs/tags/") }
      .map { String($0.key.dropFirst("refs/tags/".count)) }.sorted()
  }
}
