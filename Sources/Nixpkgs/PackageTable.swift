internal import Basics
internal import PackageMetadata
internal import Versions

/// One package set of a snapshot: its packages, the names they answer to, and what they propagate.
///
/// It is a view of a blob, so that a set of 20,000 packages is ready as soon as its file is read:
/// rows in the order of their attributes, names in the order of their bytes.
struct PackageTable: Sendable {
  /// The texts of a row, in this order.
  private enum Column: Int, CaseIterable {
    case attribute, pname, version, sourceURL, importNames
  }

  static let isModuleFlag = 1
  static let inputsKnownFlag = 2
  /// The bits of the obstacle's number begin here.
  static let obstacleShift = 2

  let ecosystem: Ecosystem
  private let texts: TextTable
  private let flags: NumberTable
  /// The end of each row's inputs in `inputs`.
  private let inputEnds: NumberTable
  /// Row numbers; those beyond the last row count on into `variants`.
  private let inputs: NumberTable
  /// What is propagated and in no row: pname and version in turn.
  private let variants: TextTable
  private let names: TextTable
  /// The end of each name's candidates in `candidates`.
  private let candidateEnds: NumberTable
  /// Row number and confidence, in turn, the best candidate first.
  private let candidates: NumberTable
  /// For each row, the index of its surest name and 1, and the confidence; 0 where it has no name.
  private let rowNames: NumberTable

  /// The first parts of the names that packages are imported by.
  private let modules: TextTable
  /// The end of each one's rows in `moduleRows`.
  private let moduleEnds: NumberTable
  private let moduleRows: NumberTable

  /// The number of packages.
  var count: Int { flags.count }

  init?(_ reader: inout BlobReader, ecosystem: Ecosystem) {
    guard let texts = reader.texts(), let flags = reader.numbers(),
      let inputEnds = reader.numbers(), let inputs = reader.numbers(),
      let variants = reader.texts(), let names = reader.texts(),
      let candidateEnds = reader.numbers(), let candidates = reader.numbers(),
      let rowNames = reader.numbers(), let modules = reader.texts(),
      let moduleEnds = reader.numbers(), let moduleRows = reader.numbers(),
      texts.count == flags.count * Column.allCases.count,
      inputEnds.count == flags.count,
      candidateEnds.count == names.count, moduleEnds.count == modules.count
    else { return nil }
    self.ecosystem = ecosystem
    self.texts = texts
    self.flags = flags
    self.inputEnds = inputEnds
    self.inputs = inputs
    self.variants = variants
    self.names = names
    self.candidateEnds = candidateEnds
    self.candidates = candidates
    self.rowNames = rowNames
    self.modules = modules
    self.moduleEnds = moduleEnds
    self.moduleRows = moduleRows
  }

  private func text(_ row: Int, _ column: Column) -> String {
    texts[row * Column.allCases.count + column.rawValue]
  }

  /// The number of the row of an attribute.
  func row(ofAttribute attribute: String) -> Int? {
    let wanted = Array(attribute.utf8)
    let low = partitionPoint(0..<count) { row in
      let range = texts.range(row * Column.allCases.count)
      return texts.ends.blob.bytes[range].lexicographicallyPrecedes(wanted)
    }
    return low < count && text(low, .attribute) == attribute ? low : nil
  }

  func attribute(ofRow row: Int) -> String { text(row, .attribute) }

  /// The dotted names that the package of a row is imported by in its own check.
  func importNames(ofRow row: Int) -> [String] {
    text(row, .importNames).split(separator: " ").map(String.init)
  }

  /// The rows whose own check imports a module, or one in it; by the first part of the dotted name.
  func rows(importedAs top: String) -> [Int] {
    guard let index = modules.index(of: top) else { return [] }
    let low = index == 0 ? 0 : moduleEnds[index - 1]
    let high = min(moduleEnds[index], moduleRows.count)
    return low < high ? (low..<high).map { moduleRows[$0] }.filter { $0 < count } : []
  }

  /// The rows that answer to `name`, the best first.
  func rows(named name: String) -> [(row: Int, confidence: Confidence)] {
    guard let index = names.index(of: name) else { return [] }
    let low = index == 0 ? 0 : candidateEnds[index - 1]
    let high = min(candidateEnds[index], candidates.count / 2)
    guard low < high else { return [] }
    return (low..<high).map { position in
      (
        row: candidates[2 * position],
        confidence: Confidence(rawValue: candidates[2 * position + 1]) ?? .attribute
      )
    }
  }

  /// The package in a row, as the answer to a question for `name`.
  func pin(row: Int, confidence: Confidence, name: String) -> Pin {
    let versionText = text(row, .version)
    let pname = text(row, .pname)
    let url = text(row, .sourceURL)
    let version: PackageVersion?
    let distributionName: String
    switch ecosystem {
    case .pypi:
      version = PythonVersion(versionText).map { .python($0) }
      distributionName =
        NameMatching.pypiProject(ofURL: url)
        ?? (pname.isEmpty ? name : PythonName.normalised(pname))
    case .cran:
      version = RVersion(versionText).map { .r($0) }
      distributionName = name
    }
    return Pin(
      id: PackageID(ecosystem: ecosystem, name: name), attribute: text(row, .attribute),
      pname: pname, versionText: versionText, version: version, confidence: confidence,
      sourceURL: url, isModule: flags[row] & Self.isModuleFlag != 0,
      distributionName: distributionName)
  }

  /// What the package in a row propagates; `nil` if that did not evaluate.
  func propagated(ofRow row: Int) -> [PropagatedInput]? {
    guard flags[row] & Self.inputsKnownFlag != 0 else { return nil }
    let low = row == 0 ? 0 : inputEnds[row - 1]
    let high = min(inputEnds[row], inputs.count)
    guard low < high else { return [] }
    return (low..<high).map { position in
      let input = inputs[position]
      if input < count {
        return PropagatedInput(
          attribute: text(input, .attribute), pname: text(input, .pname),
          versionText: text(input, .version))
      }
      let variant = 2 * (input - count)
      return PropagatedInput(
        attribute: nil, pname: variants[variant], versionText: variants[variant + 1])
    }
  }

  /// What keeps the package in a row from being used.
  func obstacle(ofRow row: Int) -> Obstacle? {
    Obstacle(rawValue: flags[row] >> Self.obstacleShift)
  }

  /// The rows in the table that a row propagates.
  func inputRows(ofRow row: Int) -> [Int] {
    let low = row == 0 ? 0 : inputEnds[row - 1]
    let high = min(inputEnds[row], inputs.count)
    return low < high ? (low..<high).map { inputs[$0] }.filter { $0 < count } : []
  }

  /// The surest name that a row answers to.
  func name(ofRow row: Int) -> (name: String, confidence: Confidence)? {
    let index = rowNames[2 * row]
    guard index > 0 else { return nil }
    return (names[index - 1], Confidence(rawValue: rowNames[2 * row + 1]) ?? .attribute)
  }

  /// All names, in the order of their bytes.
  var allNames: [String] { names.all }
}
