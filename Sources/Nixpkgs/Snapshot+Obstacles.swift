internal import Basics
internal import Nix
package import PackageMetadata

/// A package that nixpkgs has by name, and what keeps it from being used.
package struct BlockedPin: Hashable, Sendable {
  package let pin: Pin
  package let obstacle: Obstacle
  /// The attribute whose obstacle it is: its own, or that of something that it propagates.
  package let attribute: String
}

extension Snapshot {
  /// What `id` would be here if nothing kept it from being used; `nil` if it is missing, or can be used.
  package func blocked(_ id: PackageID) -> BlockedPin? {
    guard let table = table(id.ecosystem), pin(for: id) == nil,
      let found = table.rows(named: id.name).first(where: { !isUsable($0.row, table) }),
      let cause = cause(of: found.row, table)
    else { return nil }
    return BlockedPin(
      pin: table.pin(row: found.row, confidence: found.confidence, name: id.name),
      obstacle: cause.obstacle, attribute: table.attribute(ofRow: cause.row))
  }

  /// Whether the attribute is there and cannot be used.
  package func isBlocked(_ attribute: String, in ecosystem: Ecosystem) -> Bool {
    guard let table = table(ecosystem), let row = table.row(ofAttribute: attribute) else {
      return false
    }
    return !isUsable(row, table)
  }

  /// The same snapshot, in which what a configuration of nixpkgs allows can be used.
  ///
  /// nixpkgs finds its configuration by itself; `configuration` is its text, under which the answers are cached
  /// with the snapshot.
  package func allowing(
    configuration: String, options: SnapshotOptions
  ) async throws(NixpkgsError) -> Snapshot {
    let cache = SnapshotCache(folder: options.cacheDirectory)
    var copy = self
    var answers: [String: String]?
    for ecosystem in Ecosystem.allCases {
      let wanted = allowableAttributes(of: ecosystem)
      guard !wanted.isEmpty else { continue }
      let known = answers ?? cache.answers(cacheKey, identity: state)
      let set = facts.packageSet(of: ecosystem)
      let key = "allowed \(set) \(Hexadecimal.text(Checksum.of(configuration.utf8)))"
      if let answer = known[key] {
        answers = known
        copy.allowed[ecosystem] = Set(answer.split(separator: "\n").map(String.init))
        continue
      }
      let found = try await options.evaluation(of: location).allowed(wanted, of: set)
      copy.allowed[ecosystem] = Set(found)
      var changed = known
      changed[key] = found.joined(separator: "\n")
      cache.keep(answers: changed, cacheKey, identity: state)
      answers = changed
    }
    return copy
  }

  /// The attributes that a configuration of nixpkgs may allow.
  private func allowableAttributes(of ecosystem: Ecosystem) -> [String] {
    guard let table = table(ecosystem) else { return [] }
    return (0..<table.count).filter { table.obstacle(ofRow: $0)?.isAllowable ?? false }
      .map { table.attribute(ofRow: $0) }
  }

  /// Whether the package in a row can be used.
  func isUsable(_ row: Int, _ table: PackageTable) -> Bool {
    guard table.obstacle(ofRow: row) != nil else { return true }
    return !(allowed[table.ecosystem] ?? []).isEmpty && cause(of: row, table) == nil
  }

  /// The row whose obstacle keeps the package in a row from being used.
  private func cause(of row: Int, _ table: PackageTable) -> (row: Int, obstacle: Obstacle)? {
    let allowed = allowed[table.ecosystem] ?? []
    var seen: Set<Int> = [row]
    var waiting = [row]
    var next = 0
    while next < waiting.count {
      let row = waiting[next]
      next += 1
      switch table.obstacle(ofRow: row) {
      case nil: continue
      case .propagated:
        waiting += table.inputRows(ofRow: row).filter { seen.insert($0).inserted }
      case .some(let obstacle):
        guard !obstacle.isAllowable || !allowed.contains(table.attribute(ofRow: row)) else {
          // It may still propagate what is not allowed.
          waiting += table.inputRows(ofRow: row).filter { seen.insert($0).inserted }
          continue
        }
        return (row, obstacle)
      }
    }
    return nil
  }
}
