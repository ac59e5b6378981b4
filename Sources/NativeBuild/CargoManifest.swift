import TOML

/// A Cargo.toml, as far as it says which of its dependencies a build takes (the Cargo Book, "Features").
struct CargoManifest {
  let name: String
  private let table: TOMLTable

  /// Reads a file; nil where it is not that of a crate.
  init?(_ bytes: [UInt8]) {
    guard let table = try? TOMLTable.parse(bytes), let name = table.table("package")?.string("name")
    else { return nil }
    self.name = name
    self.table = table
  }

  /// What a manifest comes to with some features on.
  struct Needs {
    /// The crates that only tests, other systems than Linux, or features that are off need.
    var leftOut: Set<String> = []
    /// The features that it asks others for, by their names on crates.io; `default` is one of them.
    var features: [String: Set<String>] = [:]
  }

  /// What it needs with some features on.
  ///
  /// - Parameters:
  ///   - features: Those that are on; `default` stands for the default ones.
  ///   - workspace: The `[workspace.dependencies]` that it may refer to.
  /// - Returns: What is left out, and what is asked of the others.
  func needs(features: Set<String>, workspace: TOMLTable?) -> Needs {
    let on = enabled(by: features)
    var result = Needs()
    var taken: Set<String> = []
    func look(_ needs: TOMLTable?, isTaken: Bool) {
      guard let needs else { return }
      for key in needs.keys {
        let details = needs.table(key)
        let isInherited = details?.boolean("workspace") == true
        let shared = isInherited ? workspace?.table(key) : nil
        let crate = details?.string("package") ?? shared?.string("package") ?? key
        let isOff = details?.boolean("optional") == true && !on.names.contains(key)
        guard isTaken, !isOff else {
          result.leftOut.insert(crate)
          continue
        }
        taken.insert(crate)
        var asked = Set(details?.strings("features") ?? []).union(shared?.strings("features") ?? [])
        asked.formUnion(on.ofOthers[key] ?? [])
        let isDefault =
          (isInherited ? shared : details)?.boolean("default-features") ?? true
        if isDefault { asked.insert("default") }
        result.features[crate, default: []].formUnion(asked)
      }
    }
    for kind in ["dependencies", "build-dependencies"] { look(table.table(kind), isTaken: true) }
    look(table.table("dev-dependencies"), isTaken: false)
    let targets = table.table("target")
    for key in targets?.keys ?? [] {
      let isOther =
        !key.contains("not(")
        && ["windows", "macos", "wasm", "apple", "android"].contains(
          where: key.contains)
      for kind in ["dependencies", "build-dependencies"] {
        look(targets?.table(key)?.table(kind), isTaken: !isOther)
      }
      look(targets?.table(key)?.table("dev-dependencies"), isTaken: false)
    }
    result.leftOut.subtract(taken)
    return result
  }

  /// The features and optional dependencies that are on, and the features of others that they turn on.
  private func enabled(
    by features: Set<String>
  ) -> (names: Set<String>, ofOthers: [String: Set<String>]) {
    let all = table.table("features")
    var on: Set<String> = []
    var others: [String: Set<String>] = [:]
    var waiting = features.sorted()
    while let feature = waiting.popLast() {
      // `dep:x` is a dependency, `x/y` a feature of one, `x?/y` one only if it is on.
      let bare = feature.hasPrefix("dep:") ? feature.dropFirst(4) : feature[...]
      let parts = bare.split(separator: "/", maxSplits: 1)
      guard let first = parts.first else { continue }
      let isWeak = first.hasSuffix("?")
      let name = String(isWeak ? first.dropLast() : first)
      if parts.count == 2 { others[name, default: []].insert(String(parts[1])) }
      guard !isWeak, on.insert(name).inserted else { continue }
      waiting += all?.strings(name) ?? []
    }
    return (on, others)
  }
}
