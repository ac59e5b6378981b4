import OverlayEditing
import PackageMetadata

/// The packages of an overlay and the needs between them.
///
/// A need is one that a derivation names, or that a comment of nixgraft states: of a derivation
/// in a file of its own, or one that leaves a need out to break a circle, the comment alone does.
package struct OverlayGraph: Sendable {
  /// The overlay's path as the user wrote it.
  package let path: String
  /// The packages, by identity and attribute.
  package private(set) var packages: [OverlayPackage]
  /// Files that hold whole package sets, which are not read.
  package let unreadFiles: [String]
  /// Whether the file is an overlay, as far as its text tells.
  package let isOverlay: Bool
  /// Attributes of packages that the file defines outside of any overlay, sorted.
  package let otherPackages: [String]
  /// The way to the overlay in its file; nil if evaluation alone knows it.
  let access: OverlayAccess?

  fileprivate struct Key: Hashable {
    let ecosystem: Ecosystem
    let attribute: String
  }

  private struct Need: Hashable {
    let needer: Int
    let needed: Int
  }

  init(_ document: OverlayDocument, path: String) {
    self.path = path
    // One attribute may be defined for several interpreters.
    var groups: [Key: [OverlayEntry]] = [:]
    for entry in document.packages {
      groups[Key(ecosystem: entry.ecosystem, attribute: entry.attribute), default: []].append(entry)
    }
    packages = groups.values.map { OverlayPackage($0, isHere: { groups[$0] != nil }) }
    packages.sort { $0.id == $1.id ? $0.attribute < $1.attribute : $0.id < $1.id }
    unreadFiles = document.unreadFiles
    access = document.access
    isOverlay = document.isOverlay
    otherPackages = document.otherPackages
    link(groups)
  }

  /// Finds who needs whom.
  private mutating func link(_ groups: [Key: [OverlayEntry]]) {
    var places: [Key: Int] = [:]
    var namesakes: [PackageID: [Int]] = [:]
    for (index, package) in packages.enumerated() {
      places[Key(ecosystem: package.id.ecosystem, attribute: package.attribute)] = index
      namesakes[package.id, default: []].append(index)
    }
    var run: Set<Need> = []
    var build: Set<Need> = []
    for (key, entries) in groups {
      guard let index = places[key] else { continue }
      func needed(_ attribute: String) -> Need? {
        places[Key(ecosystem: key.ecosystem, attribute: attribute)].map {
          Need(needer: index, needed: $0)
        }
      }
      func needers(_ name: String) -> [Need] {
        let id: PackageID = key.ecosystem == .pypi ? .pypi(name) : .cran(name)
        return (namesakes[id] ?? []).map { Need(needer: $0, needed: index) }
      }
      for entry in entries {
        run.formUnion(entry.dependencies.compactMap(needed))
        build.formUnion(entry.buildDependencies.compactMap(needed))
        run.formUnion(entry.neededBy.flatMap(needers))
        build.formUnion(entry.neededToBuild.flatMap(needers))
      }
    }
    for need in run where need.needer != need.needed {
      packages[need.needer].needs.append(need.needed)
      packages[need.needed].neededBy.append(need.needer)
    }
    for need in build.subtracting(run) where need.needer != need.needed {
      packages[need.needer].buildNeeds.append(need.needed)
      packages[need.needed].neededToBuild.append(need.needer)
    }
    for index in packages.indices {
      packages[index].needs.sort()
      packages[index].buildNeeds.sort()
      packages[index].neededBy.sort()
      packages[index].neededToBuild.sort()
    }
  }

  /// The packages that can be reached from some by a step, those included.
  func reachable(from starts: some Sequence<Int>, by step: (OverlayPackage) -> [Int]) -> Set<Int> {
    var result = Set(starts)
    var waiting = Array(result)
    while let index = waiting.popLast() {
      for next in step(packages[index]) where result.insert(next).inserted { waiting.append(next) }
    }
    return result
  }
}

extension OverlayPackage {
  /// The package of an attribute's definitions, which must not be empty, without its needs.
  fileprivate init(_ entries: [OverlayEntry], isHere: (OverlayGraph.Key) -> Bool) {
    let first = entries[0]
    func absent(_ attributes: some Sequence<String>) -> Set<String> {
      Set(attributes).filter {
        !isHere(OverlayGraph.Key(ecosystem: first.ecosystem, attribute: $0))
      }
    }
    let run = absent(entries.flatMap(\.dependencies))
    let build = absent(entries.flatMap(\.buildDependencies))
    id = (entries.first { $0.pname != nil } ?? first).id
    attribute = first.attribute
    version = entries.lazy.compactMap(\.version).first
    isRequested = entries.contains(where: \.isRequested)
    origin = entries.lazy.compactMap(\.origin).first
    revision = entries.lazy.compactMap(\.revision).first
    isAccountedFor = entries.contains {
      $0.isRequested || !$0.neededBy.isEmpty || !$0.neededToBuild.isEmpty
    }
    extras = Set(entries.flatMap(\.extras)).sorted()
    files = Set(entries.compactMap { $0.file ?? $0.setFile }).sorted()
    ownFiles = Set(entries.compactMap(\.file)).sorted()
    locks = Set(entries.flatMap(\.locks)).sorted()
    fromNixpkgs = run.sorted()
    fromNixpkgsToBuild = build.subtracting(run).sorted()
  }
}
