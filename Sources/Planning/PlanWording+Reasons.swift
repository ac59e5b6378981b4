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

extension PlanWording {
  /// Why a project has no release to use; `newest` is its newest that counts, and when it was uploaded.
  static func noUsableRelease(
    _ reason: UnusableReason, newest: (version: PackageVersion, date: Timestamp?)?, isOnly: Bool
  ) -> String {
    guard let newest else {
      return "its newest release \(predicate(reason)), and no other can be used"
    }
    let name = "\(newest.version)\(newest.date.map { " of \($0.day)" } ?? "")"
    return isOnly
      ? "its only release, \(name), \(predicate(reason))"
      : "its newest release, \(name), \(predicate(reason)), and none of the others can be used"
  }

  static func noIndex(of ecosystem: Ecosystem) -> String {
    "no index of \(ecosystem.rawValue) packages is set up"
  }

  static let indexChanged = "the index changed while it was read; run the same command again"

  static func lost(_ file: String) -> String { "the index no longer has '\(file)'" }

  static func unreadableFile(_ reason: String) -> String {
    "its only usable file cannot be read: \(reason)"
  }

  static func noUsableFile(of version: PackageVersion) -> String {
    "release \(version) has no file that can be used"
  }

  /// What to say where nothing that was tried helps, but another snapshot could.
  static func noWayOut(of snapshot: String, triedPythons: Bool) -> String {
    var tried = ["no other release", "no replacement"]
    if triedPythons { tried.append("no other python of \(snapshot)") }
    return "None of the options tried helps (\(tried.joined(separator: ", "))); a different "
      + "\(snapshot) might."
  }

  /// What R there is, where another one is asked for.
  static func presence(ofR version: RVersion, in snapshot: String) -> String {
    "R of \(snapshot) is \(version)."
  }
}
