import PythonSource

/// A graph of files given by path.
func graph(_ files: [String: String], roots: [String]) -> ImportGraph {
  SourceTree(files.keys).graph(roots: roots) { path in files[path].map { Array($0.utf8) } }
}

/// What an import of a module with this text finds, in words short enough for a table.
func findings(
  _ files: [String: String], roots: [String] = ["pkg"], minor: Int = 13,
  having available: Set<String> = [], lacking: Set<String> = [], without: Set<String> = [],
  releases: [String: String] = [:]
) -> [String] {
  ImportWalk.findings(
    graph(files, roots: roots), minor: minor,
    provides: { !without.contains("\($0.module).\($0.name)") }, release: { releases[$0] }
  ) { module in
    if available.contains(module) { return .available }
    return lacking.contains(module) ? .missing : .unknown
  }.map { finding in
    switch finding.kind {
    case .missing(let name): "missing \(name)"
    case .unknown(let name): "unknown \(name)"
    case .ofPythonTwo(let name): "two \(name)"
    case .lost(let name, let since): "lost \(name) \(since)"
    case .absent(let taken): "absent \(taken.module) \(taken.name)"
    case .implicit(let name): "implicit \(name)"
    case .obstacle(let obstacle): "obstacle \(obstacle.kind) \(obstacle.line)"
    }
  }
}

/// Pseudo-random numbers that are the same in every run (SplitMix64).
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
