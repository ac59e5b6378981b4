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

  /// The crates that only tests, other systems than Linux, or features that are off need.
  ///
  /// - Parameter features: Those that are on, besides the default ones.
  /// - Returns: Their names on crates.io.
  func leftOut(features: [String]) -> Set<String> {
    let on = enabled(by: features)
    var taken: Set<String> = []
    var others: Set<String> = []
    func look(_ needs: TOMLTable?, isTaken: Bool) {
      guard let needs else { return }
      for key in needs.keys {
        let details = needs.table(key)
        let crate = details?.string("package") ?? key
        let isOff = details?.boolean("optional") == true && !on.contains(key)
        if isTaken, !isOff { taken.insert(crate) } else { others.insert(crate) }
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
    return others.subtracting(taken)
  }

  /// The features and optional dependencies that are on.
  private func enabled(by features: [String]) -> Set<String> {
    let all = table.table("features")
    var on: Set<String> = []
    var waiting = features + ["default"]
    while let feature = waiting.popLast() {
      // `dep:x` is a dependency, `x/y` a feature of one, `x?/y` one only if it is on.
      if feature.contains("?") { continue }
      let bare = feature.hasPrefix("dep:") ? feature.dropFirst(4) : feature[...]
      let name = String(bare.prefix { $0 != "/" })
      guard on.insert(name).inserted else { continue }
      waiting += all?.strings(name) ?? []
    }
    return on
  }
}
