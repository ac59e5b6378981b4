import PackageMetadata

/// A `requirements.txt` (pip's "Requirements File Format"), with the files that it includes.
struct RequirementsFile {
  let requirements: [Requirement]

  /// Files included by files included by …, at most this deep.
  private static let depth = 16

  init(path: String) throws(OperationError) {
    requirements = try Self.read(path, depth: 0)
  }

  private static func read(_ path: String, depth: Int) throws(OperationError) -> [Requirement] {
    guard depth < Self.depth else {
      throw OperationError(.input, "'\(path)' is included by itself, or too deep")
    }
    var result: [Requirement] = []
    for (number, line) in logicalLines(try RequestReading.text(path)) {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      guard let first = words.first else { continue }
      if first == "-r" || first == "--requirement", words.count > 1 {
        result += try read(beside(path, String(words[1])), depth: depth + 1)
      } else if first == "-c" || first == "-e" || first == "--editable" || first == "--constraint" {
        throw OperationError(
          .input, "\(path):\(number): '\(first)' can't be imported",
          hints: ["take the line out, and name what it stands for on the command line"])
      } else if first.hasPrefix("-") {
        continue
      } else {
        result.append(try requirement(line, path: path, number: number))
      }
    }
    return result
  }

  private static func requirement(
    _ line: String, path: String, number: Int
  ) throws(OperationError) -> Requirement {
    // Options of a single requirement, such as --hash, follow it.
    var text = line
    if let option = line.range(of: " --") { text = String(line[..<option.lowerBound]) }
    do {
      return try Requirement(parsing: text)
    } catch {
      throw OperationError(.input, "\(path):\(number): '\(text)' is no requirement: \(error)")
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
      } else if let comment = content.range(of: " #") {
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

extension String {
  /// The first place where `text` occurs.
  func range(of text: String) -> Range<Index>? {
    guard let first = text.first else { return nil }
    var start = startIndex
    while let found = self[start...].firstIndex(of: first) {
      if self[found...].hasPrefix(text) {
        return found..<index(found, offsetBy: text.count)
      }
      start = index(after: found)
    }
    return nil
  }
}
