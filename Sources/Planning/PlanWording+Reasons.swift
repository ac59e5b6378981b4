import PackageMetadata
import Versions

extension PlanWording {
  /// A reason as what is said about releases, as in "foo 1.0 *is yanked*".
  static func predicate(_ reason: UnusableReason) -> String {
    switch reason {
    case .yanked: "is yanked"
    case .uploadedTooLate: "was uploaded after the date given"
    case .unknownUploadTime: "has no known upload time"
    case .noFiles: "has no files"
    case .windowsOnly: "is for Windows only"
    case .needsPython(let sets, let python):
      if sets.count == 1, let bounds = sets.first {
        "needs Python \(bounds)"
      } else {
        "needs \(other(sets, than: python)) Python than \(short(python))"
      }
    case .needsR(let bounds): "needs R \(bounds)"
    case .noWheel(let target, let systems):
      "has no wheel for Python \(target.major).\(target.minor) on "
        + systems.systems.map(\.name).joined(separator: " or ")
    case .prerelease: "is a pre-release"
    case .lacksNames: "takes names that nixpkgs' packages do not have"
    case .tooOld(let months, let reference):
      "is more than \(months) months older than \(text(reference))"
    case .notAmongNewest(let count): "is not among the newest \(count) releases"
    case .brokenMetadata(let reason): "has broken metadata (\(reason ?? "unreadable"))"
    case .needsURL(let id): "needs '\(id.name)' from a URL"
    case .notARelease: "is not a release"
    case .onNoIndex: "is on no index"
    case .held(let holdings): "is not used: \(presence(of: holdings))"
    }
  }

  private static func text(_ reference: UnusableReason.AgeReference) -> String {
    switch reference {
    case .newestRelease: "the newest release"
    case .snapshot: "nixpkgs"
    case .newestAdmitted: "the newest release that bounds admit"
    }
  }

  /// What kind of interpreter releases need, each of which excludes this one by its own bounds.
  private static func other(_ sets: Set<SpecifierSet>, than python: PythonVersion) -> String {
    func breaks(_ set: SpecifierSet, _ kinds: [Specifier.Comparison]) -> Bool {
      set.specifiers.contains { !$0.contains(python) && kinds.contains($0.comparison) }
    }
    func wantsNewer(_ set: SpecifierSet) -> Bool { breaks(set, [.atLeast, .above, .compatible]) }
    if sets.allSatisfy(wantsNewer) { return "a newer" }
    let areOlder = sets.allSatisfy { !wantsNewer($0) && breaks($0, [.atMost, .below]) }
    return areOlder ? "an older" : "another"
  }

  private static func short(_ python: PythonVersion) -> String {
    python.release.prefix(2).map { String($0) }.joined(separator: ".")
  }
}
