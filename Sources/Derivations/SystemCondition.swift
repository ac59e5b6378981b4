import PackageMetadata

/// The Nix condition under which a requirement holds, from the systems on which it does.
enum SystemCondition {
  /// An expression that is true on exactly `systems` of the four; `nil` when on all.
  static func expression(_ systems: SystemSet) -> NixExpression? {
    if systems == .all { return nil }
    let platform = NixExpression.packages("stdenv", "hostPlatform")
    func test(_ name: String) -> NixExpression {
      guard case .select(let base, let path) = platform else { return platform }
      return .select(base, path + [name])
    }
    switch systems {
    case .linux: return test("isLinux")
    case .darwin: return test("isDarwin")
    case [.x86_64Linux, .x86_64Darwin]: return test("isx86_64")
    case [.aarch64Linux, .aarch64Darwin]: return test("isAarch64")
    default:
      let names = SystemSet.names.enumerated().filter { index, _ in
        systems.contains(SystemSet(rawValue: 1 << UInt8(index)))
      }
      let tests = names.map { _, name in
        NixExpression.infix(test("system"), "==", .string(name))
      }
      guard let first = tests.first else { return .boolean(false) }
      return tests.dropFirst().reduce(first) { .infix($0, "||", $1) }
    }
  }

  /// A list that holds each entry on its own systems: `[ a b ] ++ lib.optionals isDarwin [ c ]`.
  static func list(_ entries: [(systems: SystemSet, value: NixExpression)]) -> NixExpression {
    let everywhere = entries.filter { $0.systems == .all }.map(\.value)
    var conditional: [(SystemSet, [NixExpression])] = []
    for entry in entries where entry.systems != .all && !entry.systems.isEmpty {
      if let index = conditional.firstIndex(where: { $0.0 == entry.systems }) {
        conditional[index].1.append(entry.value)
      } else {
        conditional.append((entry.systems, [entry.value]))
      }
    }
    conditional.sort { $0.0.rawValue < $1.0.rawValue }
    let parts: [NixExpression] = conditional.compactMap { systems, values in
      expression(systems).map {
        .apply(.apply(.packages("lib", "optionals"), $0), .list(values))
      }
    }
    guard !everywhere.isEmpty || parts.isEmpty else {
      return parts.dropFirst().reduce(parts[0]) { .infix($0, "++", $1) }
    }
    return parts.reduce(.list(everywhere)) { .infix($0, "++", $1) }
  }
}
