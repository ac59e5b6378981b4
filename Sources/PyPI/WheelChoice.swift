import Basics
import PackageMetadata

/// The choice of the wheel of a release that speaks for all of it.
struct WheelChoice: Sendable {
  /// What the interpreter that wheels are chosen for can install on each system; nil for any Python 3.
  private let tags: [(system: System, tags: WheelTags)]?

  /// - Parameter target: The interpreter; nil for any Python 3.
  init(target: PythonTarget?) {
    tags = target.map { target in
      System.allCases.map { ($0, WheelTags.compatible(with: target, system: $0)) }
    }
  }

  /// The wheel that tells most about the release for the target.
  ///
  /// A wheel for every platform comes before those for one; then what fits Linux on x86-64, then
  /// other systems, then Python 3 of any kind. The rest order by name.
  func best(of artifacts: [Artifact]) -> Artifact? {
    var best: (place: Place, index: Int)?
    for (index, artifact) in artifacts.enumerated() {
      guard case .wheel(let name) = artifact.kind else { continue }
      let place = place(of: artifact, name)
      if best.map({ place < $0.place }) != false { best = (place, index) }
    }
    return best.map { artifacts[$0.index] }
  }

  private struct Place: Comparable {
    /// 0 for any platform, 1 to 4 for the system whose interpreter takes it, then those for none.
    var group: Int
    var rank: Int
    /// 1 if the index says that there is no metadata file for it.
    var cost: Int
    var fileName: String

    static func < (left: Place, right: Place) -> Bool {
      (left.group, left.cost, left.rank, left.fileName)
        < (right.group, right.cost, right.rank, right.fileName)
    }
  }

  private func place(of artifact: Artifact, _ name: WheelName) -> Place {
    var place = Place(
      group: 8, rank: 0, cost: artifact.metadataFile == .absent ? 1 : 0,
      fileName: artifact.fileName)
    if let tags {
      for (system, tags) in tags {
        guard let rank = tags.rank(of: name) else { continue }
        place.group = name.platformTag == "any" ? 0 : 1 + Int(system.rawValue)
        place.rank = rank
        return place
      }
    }
    let forThree = name.pythonTag.utf8.split(separator: UInt8(ascii: ".")).contains { tag in
      tag.starts(with: "py3".utf8) || tag.starts(with: "cp3".utf8)
    }
    guard forThree else { return place }
    if name.platformTag == "any" {
      place.group = tags == nil ? 0 : 5
    } else {
      place.group = name.platforms.contains(.x86_64Linux) ? 6 : 7
      // The newest Python says what holds today.
      let digits = name.pythonTag.utf8.drop { !ASCII.isDigit($0) }
      let minor = digits.dropFirst().prefix(while: ASCII.isDigit)
      place.rank = -(Int(Substring(minor)) ?? 0)
    }
    return place
  }
}
