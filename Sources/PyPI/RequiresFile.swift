import Basics
import PackageMetadata

/// The `requires.txt` of an egg-info: what setuptools found to be required, in sections
/// `[extra]`, `[:marker]` and `[extra:marker]`.
enum RequiresFile {
  /// The requirements with their sections.
  static func parse(_ file: [UInt8]) -> [SectionedRequirement] {
    var result: [SectionedRequirement] = []
    var extra: String?
    var marker: String?
    for line in Lines.of(file) {
      // One more than is taken: whoever uses the list says so.
      if result.count > Requirement.maximumCount { return result }
      let line = ASCII.trimmed(line)
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard line.hasPrefix("["), line.hasSuffix("]") else {
        result.append(SectionedRequirement(text: String(line), extra: extra, marker: marker))
        continue
      }
      let section = line.dropFirst().dropLast()
      let colon = section.firstIndex(of: ":") ?? section.endIndex
      let name = ASCII.trimmed(section[..<colon])
      let condition = ASCII.trimmed(section[colon...].dropFirst())
      extra = name.isEmpty ? nil : String(name)
      marker = condition.isEmpty ? nil : String(condition)
    }
    return result
  }
}
