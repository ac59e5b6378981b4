/// The keys that `Documentation/json.md` names, by the sections' names.
struct DocumentedKeys {
  /// Paths such as `packages[].source.url`.
  private(set) var sections: [String: Set<String>] = [:]
  /// The words in code that are said of a key, by section and path.
  private(set) var words: [String: [String: Set<String>]] = [:]

  init(_ text: String) {
    var section = ""
    // What a row takes from another section: under which path, and from which path there.
    var included: [(section: String, path: String, other: String, below: String)] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
      guard line.hasPrefix("| `") else { continue }
      let words = line.split(separator: "`", omittingEmptySubsequences: false)
      let path = String(words[1])
      let said = words.indices.filter { $0 > 1 && !$0.isMultiple(of: 2) }.map { String(words[$0]) }
      self.words[section, default: [:]][path] = Set(said)
      if let link = line.firstRange(of: "](#") {
        let other = String(line[link.upperBound...].prefix { $0 != ")" })
        let below = line.contains("under `packages[]`") ? "packages[]." : ""
        included.append((section, path == "*" ? "" : path + ".", other, below))
      }
      if path != "*", !path.hasSuffix("[]") { sections[section, default: []].insert(path) }
    }
    for row in included {
      let paths = (sections[row.other] ?? []).filter { $0.hasPrefix(row.below) }
      let taken = paths.map { row.path + $0.dropFirst(row.below.count) }
      sections[row.section, default: []].formUnion(taken)
    }
  }

  /// What differs between a document and a section; the paths that both have go into `seen`.
  func differences(
    _ document: JSON, from section: String, seen: inout Set<String>
  ) -> [String] {
    Self.differences(document, at: "", keys: sections[section] ?? [], seen: &seen)
  }

  private static func differences(
    _ value: JSON, at path: String, keys: Set<String>, seen: inout Set<String>
  ) -> [String] {
    switch value {
    case .null, .scalar: return []
    case .list(let elements):
      return elements.flatMap { differences($0, at: path + "[]", keys: keys, seen: &seen) }
    case .object(let object):
      if keys.contains(path + "{}") {
        seen.insert(path + "{}")
        return []
      }
      let lead = path.isEmpty ? "" : path + "."
      let known = Set(
        keys.filter { $0.hasPrefix(lead) }.map {
          String($0.dropFirst(lead.count).prefix { !".[{".contains($0) })
        })
      var result = known.subtracting(object.keys).sorted().map { "\(lead)\($0) is missing" }
      for (key, child) in object.sorted(by: { $0.key < $1.key }) {
        let place = lead + key
        guard known.contains(key) else {
          result.append("\(place) is not documented")
          continue
        }
        if keys.contains(place) { seen.insert(place) }
        result += differences(child, at: place, keys: keys, seen: &seen)
      }
      return result
    }
  }
}
