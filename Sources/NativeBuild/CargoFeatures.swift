import TOML

/// Which crates of a lock a build takes.
///
/// A lock has the crates of all features of all members of a workspace. The manifests of the archive's own
/// crates tell which of them the one that is built asks for, and with which features; those of others are not
/// there, so that all that they may need is taken, but for what is known below.
struct CargoFeatures {
  let lock: CargoLock
  /// The manifests of the archive's own crates, by name.
  let manifests: [String: CargoManifest]
  let workspace: TOMLTable?

  /// Crates that a feature of their users brings along, and words that such a feature has.
  private static let optional: Set<String> = ["hyper-tls", "native-tls", "tokio-native-tls"]
  private static let words = ["native-tls", "native_tls", "default-tls", "openssl"]
  /// Crates that have it on by default.
  private static let defaults: Set<String> = ["reqwest"]

  /// Crates that only a feature with this word in its name brings along, however others ask for theirs.
  private static let named = ["protobuf-src": "protoc"]
  /// Crates that have another for what they do without.
  private static let spare = ["aws-lc-sys": "cmake"]

  /// How many times crates may be looked at again, since they are asked for more features.
  private static let revisitLimit = 1_000

  /// The names of the crates that a build takes, its own among them; nil where the lock lacks it.
  ///
  /// All of them where features bring more and more of others along.
  func taken(by root: String, features: [String]) -> Set<String>? {
    var places: [String: [Int]] = [:]
    for (index, crate) in lock.crates.enumerated() {
      places[crate.name, default: []].append(index)
    }
    guard
      let start = places[root]?.first(where: { lock.crates[$0].source == nil })
        ?? places[root]?.first
    else { return nil }
    let features = Set(features).union(["default"])
    var asked: [Int: Set<String>] = [start: features]
    /// Those of whose features not all are known.
    var open: Set<Int> = []
    var waiting = [start]
    var visits = 0
    /// Those of `named` that were met.
    var withheld: Set<Int> = []
    func isNamed(_ crate: String) -> Bool {
      Self.named[crate].map { word in asked.values.contains { $0.contains { $0.contains(word) } } }
        ?? true
    }
    while true {
      guard let index = waiting.popLast() else {
        guard let next = withheld.sorted().first(where: { isNamed(lock.crates[$0].name) }) else {
          break
        }
        withheld.remove(next)
        asked[next] = []
        open.insert(next)
        waiting.append(next)
        continue
      }
      visits += 1
      guard visits <= lock.crates.count + Self.revisitLimit else { return Set(places.keys) }
      let crate = lock.crates[index]
      let manifest = crate.source == nil && !open.contains(index) ? manifests[crate.name] : nil
      let needs = manifest?.needs(features: asked[index] ?? [], workspace: workspace)
      for need in crate.dependencies {
        let parts = need.split(separator: " ")
        guard let name = parts.first.map(String.init), Self.spare[crate.name] != name else {
          continue
        }
        if let needs {
          if needs.leftOut.contains(name) { continue }
        } else if !open.contains(index), Self.optional.contains(name),
          !takesTLS(crate.name, asked[index] ?? [])
        {
          continue
        }
        for place in places[name] ?? []
        where parts.count < 2 || lock.crates[place].version == parts[1] {
          if needs == nil, asked[place] == nil, Self.named[name] != nil {
            withheld.insert(place)
            continue
          }
          let before = asked[place]
          let other = lock.crates[place]
          let isOpen = needs == nil && (other.source != nil || manifests[other.name] == nil)
          let wanted = (before ?? []).union(needs?.features[name] ?? [])
          asked[place] = wanted
          let isNews = isOpen && open.insert(place).inserted
          if before == nil || before != wanted || isNews { waiting.append(place) }
        }
      }
    }
    return Set(asked.keys.map { lock.crates[$0].name })
  }

  /// Whether a crate takes the system's TLS, by the features that it is asked for.
  private func takesTLS(_ crate: String, _ features: Set<String>) -> Bool {
    if Self.optional.contains(crate) { return true }
    return features.contains { feature in
      Self.words.contains { feature.contains($0) }
        || feature == "default" && Self.defaults.contains(crate)
    }
  }
}
