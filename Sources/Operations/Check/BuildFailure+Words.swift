import Basics
import Nix

extension NixBuild.Failure {
  /// What went wrong, in words that follow the name of the package.
  var reason: String {
    switch kind {
    case .exit(let code): "does not build: exit code \(code)"
    case .signal(_, let signal): "does not build: ended by signal \(signal)"
    case .timeout(let words): "does not build: it timed out \(words)"
    case .hashMismatch: "does not build: the hash of its file does not match"
    case .logLimit(let bytes): "does not build: its log is longer than \(bytes) bytes"
    case .missingFeatures(let names):
      "cannot be built here: no machine has the feature\(names.count == 1 ? "" : "s") "
        + names.map { "'\($0)'" }.joined(separator: ", ")
    case .otherSystem(let system): "cannot be built here: no machine builds for '\(system)'"
    case .localBuildsDisabled: "cannot be built here: local builds are disabled (max-jobs = 0)"
    case .disallowedReference(let paths):
      "does not build: its output refers to "
        + paths.map { "'\(NixStore.name(of: $0))'" }.joined(separator: ", ")
        + ", which it must not"
    case .missingOutput(let name): "does not build: its builder does not make the output '\(name)'"
    case .other: "does not build: \(words.first ?? "Nix gave no reason")"
    }
  }
}

extension NixBuild.Failure.Kind {
  /// Whether the builder ran and ended by itself, so that its log tells why.
  var isOfBuilder: Bool {
    switch self {
    case .exit, .signal, .missingOutput, .other: true
    default: false
    }
  }

  /// Whether the system probably ended it since it took too much memory.
  var isOutOfMemory: Bool {
    if case .signal(9?, _) = self { true } else { false }
  }

  /// What to do, where the kind alone tells it; `file` has the package's fetch.
  func advice(_ package: OverlayPackage, file: String) -> Phrase? {
    switch self {
    case .exit, .signal, .other: nil
    case .timeout:
      """
      raise \(name: .timeout) or \(name: .silentTimeout) if it only takes long; otherwise find \
      out what it waits for: the last lines above show how far it got
      """
    case .hashMismatch:
      """
      the file at its URL has changed since it was imported: \
      \(command: Invocation(.refresh, [file])) shows and fixes it
      """
    case .logLimit: "find out what it repeats, or raise 'max-build-log-size' in nix.conf"
    case .missingFeatures, .otherSystem:
      "name a machine that can build it with \(name: .builders), or build release.nix there"
    case .localBuildsDisabled:
      """
      allow builds on this machine with \(option: .maxJobs(1)), or name another with \
      \(name: .builders)
      """
    case .disallowedReference:
      """
      remove the reference from what it installs (removeReferencesTo), or the rule from its \
      attributes: 'disallowedReferences', 'disallowedRequisites' or 'allowedReferences'
      """
    case .missingOutput(let name):
      "let it install something into the output '\(name)', or leave that out of 'outputs'"
    }
  }
}
