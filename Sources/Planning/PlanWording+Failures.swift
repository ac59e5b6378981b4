import PackageMetadata
import Resolution
import Versions

extension PlanWording {
  /// Why no versions fit, in sentences.
  static func sentences(of explanation: PlanExplanation) -> [String] {
    var sentences = explanation.proof.sentences(in: explanation.wording.vocabulary)
    if let noWayOut = explanation.noWayOut { sentences.append(text(noWayOut)) }
    if let r = explanation.r {
      sentences.append("R of \(explanation.wording.provider.inventory.name) is \(r).")
    }
    return sentences
  }

  /// Why a project has no file that can be used, as a clause.
  package static func text(_ reason: NoArtifact) -> String {
    switch reason {
    case .noRelease(let reason, nil):
      "its newest release \(predicate(reason)), and no other can be used"
    case .noRelease(let reason, let newest?):
      newest.isOnly
        ? "its only release, \(text(newest)), \(predicate(reason))"
        : "its newest release, \(text(newest)), \(predicate(reason)), "
          + "and none of the others can be used"
    case .noFile(let version): "release \(version) has no file that can be used"
    case .unreadable(let reason): "its only usable file cannot be read: \(reason)"
    case .unbuildable(let version, let reason, let meant):
      "release \(version) cannot be built: \(text(reason))"
        + (meant.map { "; the project of that module is '\($0.name)'" } ?? "")
    case .installsNothing(let version, let meant):
      "release \(version) installs no module; the project with the module of its name is "
        + "'\(meant.name)'"
    case .unimportable(let version, let obstacle):
      (version.map { "release \($0): " } ?? "") + text(obstacle)
    case .outgrown(let version, let obstacle, let holding):
      (version.map { "release \($0): " } ?? "") + text(obstacle)
        + " in \(owner(holding.place)) \(holding.id.name) \(holding.versionText)"
    case .windowsOnly: "its classifiers say that it is for Windows only"
    case .macOSOnly: "its classifiers and its wheels are for macOS only"
    case .hidesStandardLibrary(let version, let module, let python):
      (version.map { "release \($0) " } ?? "it ")
        + "would hide the module '\(module)' of Python \(python)'s own library, so leave it out"
    }
  }

  private static func text(_ newest: NoArtifact.Newest) -> String {
    "\(newest.version)\(newest.date.map { " of \($0.day)" } ?? "")"
  }

  /// What to say where nothing that was tried helps, but another snapshot could.
  package static func text(_ noWayOut: NoWayOut) -> String {
    var tried = ["no other release", "no replacement"]
    if noWayOut.triedPythons { tried.append("no other python of \(noWayOut.snapshot)") }
    return "None of the options tried helps (\(tried.joined(separator: ", "))); a different "
      + "\(noWayOut.snapshot) might."
  }

  static func noIndex(of ecosystem: Ecosystem) -> String {
    "no index of \(ecosystem.rawValue) packages is configured"
  }

  static let indexChanged = "the index changed while it was read; run the same command again"

  static func lost(_ file: String) -> String { "the index no longer has '\(file)'" }
}
