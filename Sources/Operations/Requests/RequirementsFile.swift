import Basics
import Nix
import Nixpkgs
import PackageMetadata

/// A `requirements.txt` (pip's "Requirements File Format"), with the files that it includes.
struct RequirementsFile {
  private(set) var requirements: [Requirement] = []
  /// What it says that is ignored.
  private(set) var notes: [String] = []

  /// Files included by files included by …, at most this deep.
  private static let depthLimit = 16

  init(path: String) throws(Failure) {
    try read(path, depth: 0)
  }

  private mutating func read(_ path: String, depth: Int) throws(Failure) {
    guard depth < Self.depthLimit else {
      throw Failure(.input, "'\(path)' is included by itself, or too deep")
    }
    for (number, line) in Self.logicalLines(try RequestReading.text(path)) {
      let place = "\(path):\(number)"
      guard let option = RequirementsOption(line) else {
        requirements.append(try Self.requirement(line, place: place))
        continue
      }
      switch option.name {
      case "-r", "--requirement":
        guard let file = option.value else {
          throw Failure(.input, "\(place): '\(option.name)' names no file")
        }
        try read(Self.beside(path, file), depth: depth + 1)
      case "-c", "-e", "--editable", "--constraint":
        throw Failure(
          .input, "\(place): '\(option.name)' cannot be imported",
          hints: ["remove the line, and name what it stands for on the command line"])
      case "-i", "--index-url", "--extra-index-url":
        notes.append(
          "\(place): '\(option.name)' is ignored: name the index on nixgraft's own command line")
      case "-f", "--find-links", "--no-index":
        notes.append("\(place): '\(option.name)' is ignored: packages come from an index")
      default: continue
      }
    }
  }

  private static func requirement(
    _ line: String, place: String
  ) throws(Failure) -> Requirement {
    // Options of a single requirement, such as --hash, follow it.
    var text = line
    if let option = line.range(ofText: " --") { text = String(line[..<option.lowerBound]) }
    do {
      return try Requirement(parsing: text)
    } catch {
      throw Failure(.input, "\(place): '\(text)' is not a requirement: \(error)")
    }
  }

  private static func beside(_ path: String, _ name: String) -> String {
    if name.hasPrefix("/") { return name }
    guard let slash = path.lastIndex(of: "/") else { return name }
    return path[...slash] + name
  }

  /// Lines with comments taken off and continued lines joined, with their numbers.
  private static func logicalLines(_ text: String) -> [(Int, String)] {
    var result: [(Int, String)] = []
    var pending = ""
    var start = 0
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() {
      if pending.isEmpty { start = index + 1 }
      var content = String(line)
      if content.hasPrefix("#") {
        content = ""
      } else if let comment = content.range(ofText: " #") {
        content = String(content[..<comment.lowerBound])
      }
      if content.hasSuffix("\\") {
        pending += content.dropLast() + " "
        continue
      }
      pending += content
      let trimmed = pending.drop { $0.isWhitespace }
      if !trimmed.isEmpty { result.append((start, String(trimmed))) }
      pending = ""
    }
    return result
  }
}
