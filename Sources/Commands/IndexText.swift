import Nixpkgs
import Operations
import PackageMetadata

/// What is known about the snapshot, as a person reads it.
struct IndexText {
  let report: Index.Report
  let style: Style
  let isVerbose: Bool

  /// Packages that one note names.
  private static let shownNames = 8

  var lines: [Line] {
    let snapshot = report.snapshot
    let facts = snapshot.facts
    var rows: [(String, String)] = [
      ("nixpkgs", facts.version + (snapshot.location.project.map { " from \($0.name)" } ?? "")),
      ("path", snapshot.location.path),
      ("era", facts.dialect.era.rawValue),
    ]
    if let revision = facts.revision { rows.append(("revision", revision)) }
    if let date = facts.date { rows.append(("date", date.day)) }
    if let python = facts.python {
      rows.append(("python", "\(python.versionText) (\(python.attribute))"))
      rows.append(("python packages", PlanText.grouped(snapshot.count(of: .pypi))))
      let others = facts.interpreters.map(\.attribute).joined(separator: " ")
      rows.append(("interpreters", others))
    }
    if let r = facts.rVersionText {
      rows.append(("R", r))
      let count = PlanText.grouped(snapshot.count(of: .cran))
      rows.append(("R packages", snapshot.has(.cran) ? count : "not read (--r reads them)"))
      if let release = facts.bioconductorRelease { rows.append(("Bioconductor", release)) }
    }
    rows.append(("read", snapshot.isFromCache ? "from the cache" : "now"))
    let width = rows.map(\.0.count).max() ?? 0
    let lines = rows.map { name, value -> Line in
      let padding = String(repeating: " ", count: width - name.count + 2)
      return "  \(style.faint(Line(name)))\(padding)\(value)"
    }
    return lines
      + SnapshotNote.sentences(snapshot.notes, limit: isVerbose ? nil : Self.shownNames).map {
        "  \(style.warning("! note")) \($0)"
      }
  }
}

/// What is known about the snapshot, as `--json` prints it.
struct IndexDocument: Encodable {
  let path: String
  let version: String
  @OrNull var revision: String?
  @OrNull var date: String?
  let era: String
  @OrNull var python: String?
  let pythonPackages: Int
  let interpreters: [String]
  @OrNull var r: String?
  @OrNull var rPackages: Int?
  @OrNull var bioconductor: String?
  let notes: [String]

  init(_ report: Index.Report) {
    let facts = report.snapshot.facts
    path = report.snapshot.location.path
    version = facts.version
    revision = facts.revision
    date = facts.date?.day
    era = facts.dialect.era.rawValue
    python = facts.python?.versionText
    pythonPackages = report.snapshot.count(of: .pypi)
    interpreters = facts.interpreters.map(\.attribute)
    r = facts.rVersionText
    rPackages = report.snapshot.has(.cran) ? report.snapshot.count(of: .cran) : nil
    bioconductor = facts.bioconductorRelease
    notes = SnapshotNote.sentences(report.snapshot.notes)
  }
}

extension SnapshotNote {
  /// The notes as sentences without full stops, one for each kind, which names at most `limit` packages.
  fileprivate static func sentences(_ notes: [SnapshotNote], limit: Int? = nil) -> [String] {
    var sentences: [String] = []
    var inputs: [String] = []
    var packages: [String] = []
    for note in notes {
      switch note {
      case .enteredBelow:
        sentences.append(
          "its default.nix refuses this Nix; using 'pkgs/top-level/impure.nix' instead")
      case .unknownInputs(let attribute): inputs.append(attribute)
      case .leftOut(let attribute): packages.append(attribute)
      }
    }
    if !inputs.isEmpty {
      sentences.append("the propagated inputs of \(list(inputs, limit)) do not evaluate")
    }
    if !packages.isEmpty {
      let verbs = packages.count == 1 ? ("does", "is") : ("do", "are")
      sentences.append(
        "\(list(packages, limit)) \(verbs.0) not evaluate and \(verbs.1) left out")
    }
    return sentences
  }

  private static func list(_ names: [String], _ limit: Int?) -> String {
    let shown = names.prefix(limit ?? names.count).map { "'\($0)'" }
    let more = names.count - shown.count
    guard more == 0 else { return "\(shown.joined(separator: ", ")) and \(more) more" }
    guard shown.count > 1 else { return shown.joined() }
    return "\(shown.dropLast().joined(separator: ", ")) and \(shown[shown.count - 1])"
  }
}
