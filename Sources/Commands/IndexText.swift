import Nixpkgs
import Operations
import PackageMetadata

/// What is known about the snapshot, as a person reads it.
struct IndexText {
  let report: Index.Report
  let style: Style

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
      if snapshot.has(.cran) {
        rows.append(("R packages", PlanText.grouped(snapshot.count(of: .cran))))
      }
      if let release = facts.bioconductorRelease { rows.append(("Bioconductor", release)) }
    }
    rows.append(("read", snapshot.isFromCache ? "from the cache" : "now"))
    let width = rows.map(\.0.count).max() ?? 0
    let lines = rows.map { name, value -> Line in
      let padding = String(repeating: " ", count: width - name.count + 2)
      return "  \(style.faint(Line(name)))\(padding)\(value)"
    }
    return lines + snapshot.notes.map { "  \(style.warning("! note")) \($0.words)" }
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
  let rPackages: Int
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
    rPackages = report.snapshot.count(of: .cran)
    bioconductor = facts.bioconductorRelease
    notes = report.snapshot.notes.map(\.words)
  }
}

extension SnapshotNote {
  /// The note as a sentence without a full stop.
  fileprivate var words: String {
    switch self {
    case .enteredBelow:
      "its default.nix refuses this Nix; using 'pkgs/top-level/impure.nix' instead"
    case .unknownInputs(let attribute):
      "what '\(attribute)' propagates does not evaluate and is unknown"
    case .leftOut(let attribute): "'\(attribute)' does not evaluate and is left out"
    }
  }
}
