import Basics
internal import PackageMetadata

extension PackageTable {
  /// Writes the packages in the form that `init(_:ecosystem:)` reads.
  ///
  /// `interpreter` is the derivation name of the language itself, which everything propagates.
  static func write(
    _ packages: [PackageRow], ecosystem: Ecosystem, interpreter: String,
    to writer: inout BlobWriter
  ) {
    let rows = uniqueRows(packages)
    writer.append(
      texts: rows.flatMap { [$0.attribute, $0.pname, $0.version, $0.sourceURL, $0.importNames] })
    let obstacles = obstacles(of: rows, ecosystem: ecosystem)
    writer.append(
      numbers: zip(rows, obstacles).map { row, obstacle in
        (row.isModule ? isModuleFlag : 0) | (row.inputs == nil ? 0 : inputsKnownFlag)
          | (obstacle?.rawValue ?? 0) << obstacleShift
      })
    writeInputs(of: rows, ecosystem: ecosystem, interpreter: interpreter, to: &writer)
    writeNames(of: rows, ecosystem: ecosystem, to: &writer)
    writeModules(of: rows, to: &writer)
  }

  /// What keeps each package from being used: its own obstacle, else that of something that it
  /// propagates, at any depth.
  private static func obstacles(of rows: [PackageRow], ecosystem: Ecosystem) -> [Obstacle?] {
    var obstacles = rows.map { $0.inputs == nil ? $0.obstacle ?? .unknownInputs : $0.obstacle }
    guard obstacles.contains(where: { $0 != nil }) else { return obstacles }
    let numbers = rowNumbers(of: rows, ecosystem: ecosystem)
    var users: [[Int]] = Array(repeating: [], count: rows.count)
    for (row, package) in rows.enumerated() {
      for name in package.inputs ?? [] { if let input = numbers[name] { users[input].append(row) } }
    }
    var waiting = obstacles.indices.filter { obstacles[$0] != nil }
    while let row = waiting.popLast() {
      for user in users[row] where obstacles[user] == nil {
        obstacles[user] = .propagated
        waiting.append(user)
      }
    }
    return obstacles
  }

  /// The first parts of the names that packages are imported by, with the rows of the packages.
  private static func writeModules(of rows: [PackageRow], to writer: inout BlobWriter) {
    var modules: [String: [Int]] = [:]
    for (number, row) in rows.enumerated() where !row.importNames.isEmpty {
      let tops = row.importNames.split(separator: " ").map { $0.topLevelModule }
      for top in Set(tops) { modules[top, default: []].append(number) }
    }
    let tops = modules.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var ends: [Int] = []
    var numbers: [Int] = []
    for top in tops {
      numbers += modules[top] ?? []
      ends.append(numbers.count)
    }
    writer.append(texts: tops)
    writer.append(numbers: ends)
    writer.append(numbers: numbers)
  }

  private static func uniqueRows(_ packages: [PackageRow]) -> [PackageRow] {
    func precedes(_ left: PackageRow, _ right: PackageRow) -> Bool {
      left.attribute.utf8.lexicographicallyPrecedes(right.attribute.utf8)
    }
    // Nix gives attributes in this order.
    if zip(packages, packages.dropFirst()).allSatisfy({ precedes($0, $1) }) { return packages }
    var rows: [PackageRow] = []
    for row in packages.sorted(by: precedes) where rows.last?.attribute != row.attribute {
      rows.append(row)
    }
    return rows
  }

  /// The rows that share a derivation's name are variants; the plainest attribute stands for them.
  private static func rowNumbers(of rows: [PackageRow], ecosystem: Ecosystem) -> [String: Int] {
    var numbers: [String: Int] = [:]
    for (number, row) in rows.enumerated() {
      guard let other = numbers[row.derivationName] else {
        numbers[row.derivationName] = number
        continue
      }
      let name = ecosystem == .pypi ? PythonName.normalised(row.pname) : row.pname
      if NameMatching.isBetter(
        (row, .nameAndAttribute), (rows[other], .nameAndAttribute), for: name, in: ecosystem)
      {
        numbers[row.derivationName] = number
      }
    }
    return numbers
  }

  private static func writeInputs(
    of rows: [PackageRow], ecosystem: Ecosystem, interpreter: String, to writer: inout BlobWriter
  ) {
    let numbers = rowNumbers(of: rows, ecosystem: ecosystem)
    var ends: [Int] = []
    var inputs: [Int] = []
    var variants: [String] = []
    var variantNumbers: [String: Int] = [:]
    for (row, package) in rows.enumerated() {
      var seen: Set<Int> = [row]
      for name in package.inputs ?? [] where name != interpreter {
        let input: Int
        if let number = numbers[name] ?? variantNumbers[name] {
          input = number
        } else {
          input = rows.count + variants.count / 2
          let parts = DerivationName.withoutPrefix(name)
          variants.append(contentsOf: [String(parts.name), String(parts.version)])
          variantNumbers[name] = input
        }
        if seen.insert(input).inserted { inputs.append(input) }
      }
      ends.append(inputs.count)
    }
    writer.append(numbers: ends)
    writer.append(numbers: inputs)
    writer.append(texts: variants)
  }

  private static func writeNames(
    of rows: [PackageRow], ecosystem: Ecosystem, to writer: inout BlobWriter
  ) {
    var candidates: [String: [(row: Int, confidence: Confidence)]] = [:]
    for (number, row) in rows.enumerated() {
      let matches =
        ecosystem == .pypi
        ? NameMatching.pythonMatches(of: row) : NameMatching.rMatches(of: row)
      for match in matches where !match.name.isEmpty {
        candidates[match.name, default: []].append((number, match.confidence))
      }
    }
    let names = candidates.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var ends: [Int] = []
    var flat: [Int] = []
    var rowNames = [Int](repeating: 0, count: 2 * rows.count)
    for (index, name) in names.enumerated() {
      let sorted = (candidates[name] ?? []).sorted { left, right in
        NameMatching.isBetter(
          (rows[left.row], left.confidence), (rows[right.row], right.confidence), for: name,
          in: ecosystem)
      }
      for (row, confidence) in sorted {
        flat += [row, confidence.rawValue]
        guard rowNames[2 * row] == 0 || confidence.rawValue < rowNames[2 * row + 1] else {
          continue
        }
        rowNames[2 * row] = index + 1
        rowNames[2 * row + 1] = confidence.rawValue
      }
      ends.append(flat.count / 2)
    }
    writer.append(texts: names)
    writer.append(numbers: ends)
    writer.append(numbers: flat)
    writer.append(numbers: rowNames)
  }
}
