import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning
import Versions

extension Import {
  /// The other interpreters of a snapshot, each of which is read only when it is tried.
  func alternatives(
    to snapshot: Snapshot, document: OverlayDocument
  ) -> Planner.Alternatives? {
    guard let current = snapshot.facts.python else { return nil }
    let others = Self.others(
      than: current.target.version.release, among: snapshot.facts.interpreters)
    if others.isEmpty { return nil }
    let workspace = workspace
    let overlay = document.inventory
    let location = snapshot.location
    return Planner.Alternatives(pythons: others) { python in
      guard var options = try? workspace.snapshotOptions() else { return nil }
      options.python = python.attribute
      options.location = location
      guard let snapshot = try? await Snapshot.load(options, ecosystems: [.pypi]) else {
        return nil
      }
      return SnapshotInventory(snapshot: snapshot, overlay: overlay)
    }
  }

  /// CPythons of the same major version: the nearest newer first, then the nearest older.
  static func others(
    than release: [Int], among interpreters: [SnapshotFacts.Interpreter]
  ) -> [Planner.Alternatives.Python] {
    let own = Array(release.prefix(2))
    let others = interpreters.compactMap { interpreter -> Planner.Alternatives.Python? in
      // Names with fewer numbers, such as 'python3', are further ones of these.
      guard let version = PythonVersion(interpreter.version), version.release.count == 2,
        version.release.first == own.first, version.release != own,
        interpreter.attribute == "python\(version.release[0])\(version.release[1])"
      else { return nil }
      return Planner.Alternatives.Python(attribute: interpreter.attribute, version: version)
    }
    func isNewer(_ python: Planner.Alternatives.Python) -> Bool {
      own.lexicographicallyPrecedes(python.version.release)
    }
    let newer = others.filter(isNewer).sorted { $0.version < $1.version }
    return newer + others.filter { !isNewer($0) }.sorted { $0.version > $1.version }
  }
}
