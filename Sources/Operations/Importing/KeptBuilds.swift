import Derivations
import Nix
import Nixpkgs
import PackageMetadata
import Planning

/// What nixpkgs' own derivations of R packages keep when another version takes their place.
struct KeptBuilds: Sendable {
  let workspace: Workspace
  let snapshot: Snapshot

  /// An R package that replaces one of nixpkgs, and what it needs of the system.
  struct Subject: Sendable {
    let package: PlannedPackage
    let native: NativeInputs
  }

  /// What is to be added to nixpkgs' derivation of each package; nothing for what nixpkgs does not have,
  /// or has in a form that cannot be overridden.
  func additions(
    to subjects: [Subject]
  ) async -> [PackageID: RDerivation.Additions] {
    // What cannot be evaluated counts as missing, so nothing can be based on it.
    let wanted = subjects.filter { subject in
      subject.package.action == .override
        && snapshot.pin(for: subject.package.id)?.attribute == subject.package.attribute
    }
    guard !wanted.isEmpty else { return [:] }
    let arguments = wanted.map { subject in
      NixArgument.set([
        "attribute": .string(subject.package.attribute),
        "paths": .list(
          (subject.native.libraries + subject.native.tools).map { path in
            .strings(path.split(separator: ".").map(String.init))
          }),
      ])
    }
    let evaluation = workspace.evaluation(
      PackageResources.kept_nix, ["wanted": .list(arguments)], overlays: .noOverlays,
      of: snapshot.location)
    guard case .value(let found, _)? = try? await evaluation.items(Bool.self, [Bool]?.self) else {
      return [:]
    }
    var result: [PackageID: RDerivation.Additions] = [:]
    for (index, subject) in wanted.enumerated() {
      guard let known = found.items[index] ?? nil else { continue }
      let native = subject.native
      let paths = native.libraries + native.tools
      guard known.count == paths.count else { continue }
      let lacked = Set(zip(paths, known).filter { !$0.1 }.map(\.0))
      result[subject.package.id] = RDerivation.Additions(
        libraries: native.libraries.filter(lacked.contains),
        tools: native.tools.filter(lacked.contains))
    }
    return result
  }
}
