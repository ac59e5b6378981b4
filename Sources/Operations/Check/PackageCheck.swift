package import PackageMetadata

/// The result of checking one package of an overlay.
package struct PackageCheck: Hashable, Sendable {
  /// Its state.
  package enum Status: String, Hashable, Sendable, CaseIterable {
    /// All that was asked for went well.
    case ok
    case failed
    /// Not tried, since something that it needs failed.
    case skipped
  }

  /// How far it came, or where it failed.
  package enum Stage: String, Hashable, Sendable, CaseIterable {
    case evaluation
    case build
    case loading
  }

  package let id: PackageID
  /// The attribute's name within its set.
  package let attributeName: String
  /// The attribute's path from nixpkgs, such as `python3Packages.fugue`; the set is a guess where
  /// it does not evaluate.
  package internal(set) var attribute: String
  package internal(set) var version: String?
  package internal(set) var status = Status.ok
  package internal(set) var stage = Stage.evaluation
  /// What went wrong, in a sentence without a full stop; of a good package, how it loads where
  /// that is not by itself.
  package internal(set) var reason: String?
  /// Where in the overlay, as `file:line:column`.
  package internal(set) var place: String?
  /// The last lines that say why, the newest last.
  package internal(set) var log: [String] = []
  /// What to do.
  package internal(set) var advice: Phrase?
  /// The derivation whose log it is; another than `derivation` where something below it failed.
  package internal(set) var culprit: String?
  /// The path of its derivation, if it evaluates.
  package internal(set) var derivation: String?
  /// The path of its first output, if it evaluates.
  package internal(set) var output: String?
  /// The modules or packages that were loaded.
  package internal(set) var loaded: [String] = []
  /// What it was not tried for.
  package internal(set) var blockers: [PackageID] = []

  init(_ package: OverlayPackage) {
    self.init(id: package.id, attributeName: package.attribute, version: package.version)
  }

  init(id: PackageID, attributeName: String, version: String?) {
    self.id = id
    self.attributeName = attributeName
    self.version = version
    attribute = (id.ecosystem == .cran ? "rPackages." : "python3Packages.") + attributeName
  }

  /// Lines of a log that a report keeps.
  private static let logLimit = 40

  /// The last lines of a log, without empty ones after.
  static func end(of log: [String]) -> [String] {
    let end = log.lastIndex { line in line.contains { $0 != " " } }.map { $0 + 1 } ?? 0
    return Array(log[..<end].suffix(logLimit))
  }

  mutating func fail(_ reason: String, at stage: Stage) {
    status = .failed
    self.stage = stage
    self.reason = reason
  }

  mutating func skip(for blockers: [PackageID], at stage: Stage) {
    status = .skipped
    self.stage = stage
    self.blockers = blockers
  }
}
