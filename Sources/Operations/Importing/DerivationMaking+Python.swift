import ContentHash
import Derivations
import Nixpkgs
import PackageMetadata
import Planning

extension DerivationMaking {
  /// The attributes of nixpkgs that rules name for a build.
  static func named(by build: BuildDetails) -> Set<String> {
    var named: Set<String> = []
    func takeNote(of attribute: String) -> Bool {
      named.insert(attribute)
      return false
    }
    _ = PythonNativeInputs(build, has: takeNote)
    _ = RuntimeLibraryPaths(build.fixes, has: takeNote)
    return named
  }

  /// Makes the derivation of a Python package.
  func makePython(
    _ package: PlannedPackage, present: Set<String>, extras: [String: [String]],
    into prepared: inout PreparedPlan
  ) async throws(Failure) {
    let build = prepared.build(of: package)
    let native = PythonNativeInputs(build) { present.contains($0) }
    let libraryPaths = RuntimeLibraryPaths(build.fixes) { present.contains($0) }
    var crateHashes: [String: ContentHash] = [:]
    if let cargo = build.cargo, !build.isWheel, !cargo.gitCrates.isEmpty {
      crateHashes = try await CrateHashes(client: client).hashes(of: cargo, for: package)
    }
    let python = PythonDerivation(
      package, build, removedRequirements: removedRequirements(of: package),
      keptExtras: extras, dialect: snapshot.dialect, urlOnly: urlOnly, native: native,
      crateHashes: crateHashes, libraryPackages: Self.libraryPackages(for: package, in: prepared),
      libraryPaths: libraryPaths)
    if !libraryPaths.missing.isEmpty {
      prepared.notes[package.id, default: []] += libraryPaths.missing.map(Note.opensLibrary)
    }
    if !build.isWheel {
      var notes = native.unknown.map(Note.unmappedRequirement)
      notes += native.missing.map(Note.missingAttribute)
      if !native.downloads.isEmpty {
        notes.append(.downloads(native.downloads.filter { !$0.isEmpty }))
      }
      if let lock = python.lockFile, let cargo = build.cargo {
        notes.append(.cargoLock(file: lock.name, crates: cargo.crateCount))
      } else if build.cargo?.vendor != nil {
        notes.append(.vendoredCrates)
      }
      if !notes.isEmpty { prepared.notes[package.id, default: []] += notes }
      if !native.tools.isEmpty || !native.libraries.isEmpty {
        prepared.builds[package.id] = build.needing(native.libraries + native.tools)
      }
    }
    prepared.fetchers[package.id] = python.fetch?.fetcher
    prepared.derivations.append(python.derivation)
  }

  /// The attributes of what a wheel needs of a plan, in turn too, and that brings C libraries.
  private static func libraryPackages(
    for package: PlannedPackage, in prepared: PreparedPlan
  ) -> [String] {
    guard prepared.build(of: package).isWheel else { return [] }
    var seen: Set<PackageID> = [package.id]
    var pending = [package]
    var found: [String] = []
    while let next = pending.popLast() {
      for need in next.needs.dependencies where seen.insert(need.id).inserted {
        guard let needed = prepared.plan.package(need.id), needed.metadata != nil else { continue }
        pending.append(needed)
        if prepared.build(of: needed).hints.contains("libraries") { found.append(needed.attribute) }
      }
    }
    return found.sorted()
  }
}
