import Foundation

/// One text of the fixtures with what Nix says about it.
struct Case: Sendable {
  var text: [UInt8]
  var isAccepted: Bool
  /// What Nix prints; nil if it was not recorded.
  var form: String?

  /// The start of the text.
  var summary: String { String(decoding: text.prefix(60), as: UTF8.self) }

  /// The directory of the fixtures.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures/NixSyntax").standardizedFileURL

  /// The names of the files in `valid` and `invalid`.
  static let files: [String] = ["valid", "invalid"].flatMap { name in
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: name).path())
    return (names ?? []).filter { $0.hasSuffix(".txt") }.sorted().map { name + "/" + $0 }
  }

  /// The cases of one file; the format is described in the script `record`.
  static func load(_ file: String) throws -> [Case] {
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
    var cases: [Case] = []
    var lines: [ArraySlice<UInt8>] = []
    var isAccepted = false
    func flush() {
      guard !lines.isEmpty else { return }
      var form: String?
      if isAccepted, let last = lines.last, last.starts(with: "--- ".utf8) {
        form = String(decoding: last.dropFirst(4), as: UTF8.self)
        lines.removeLast()
      }
      cases.append(
        Case(text: Array(lines.joined(separator: [10])), isAccepted: isAccepted, form: form))
      lines = []
    }
    for line in bytes.dropLast().split(separator: 10, omittingEmptySubsequences: false) {
      if line.elementsEqual("=== accept".utf8) || line.elementsEqual("=== reject".utf8) {
        flush()
        isAccepted = line.elementsEqual("=== accept".utf8)
      } else {
        lines.append(line)
      }
    }
    flush()
    return cases
  }

  /// All cases of all files.
  static func all() throws -> [Case] { try files.flatMap(load) }
}
