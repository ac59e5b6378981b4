import Basics
package import PackageMetadata
package import Versions

/// A package's DESCRIPTION ("Writing R Extensions" §1.1.1), or what an index repeats of it.
package struct Description: Hashable, Sendable {
  package let name: String
  package let version: RVersion
  /// Depends, Imports and LinkingTo as one list, R among them.
  package let dependencies: [RDependency]
  /// The names in LinkingTo, whose headers, and at times libraries, the package is built with.
  package let linkingTo: [String]
  package let title: String?
  package let licence: String?
  package let systemRequirements: String?
  /// The addresses in URL, then BugReports'.
  package let addresses: [String]
  /// Where packages outside of CRAN are taken from by tools for developers.
  package let remotes: String?
  package let additionalRepositories: String?
  /// `unix` or `windows`, for a package of one kind of system only.
  package let operatingSystem: String?
  /// When it was published; where that is not said, when it was packaged.
  package let published: Timestamp?
  /// Names of fields given more than once, of which the last counts.
  package let repeatedFields: [String]

  /// Reads a DESCRIPTION file.
  ///
  /// - Throws: `CRANError` for a text that is not in Debian control format, for a missing or
  ///   malformed Package or Version, and for a malformed requirement.
  package init(parsing bytes: [UInt8]) throws(CRANError) {
    let document = try DCFDocument(parsing: bytes)
    guard document.count > 0 else { throw .missingField("Package") }
    try self.init(document[0])
  }

  /// Reads a record of a DESCRIPTION or PACKAGES file.
  package init(_ record: DCFRecord) throws(CRANError) {
    try record.requireShortFields()
    guard let name = record["Package"], !name.isEmpty else { throw .missingField("Package") }
    guard RPackageName.isValid(name) else {
      throw .malformedField("Package", text: name, reason: "is not the name of an R package")
    }
    guard let written = record["Version"], !written.isEmpty else { throw .missingField("Version") }
    guard let version = RVersion(written) else {
      throw .malformedField("Version", text: written, reason: "is not a version of an R package")
    }
    var dependencies: [RDependency] = []
    var linkingTo: [String] = []
    for field in ["Depends", "Imports", "LinkingTo"] {
      guard let text = record[field] else { continue }
      let entries = try RDependency.parse(text, field: field)
      dependencies += entries
      if field == "LinkingTo" { linkingTo = entries.map(\.name) }
    }
    func text(_ field: String) -> String? {
      record[field].map(DCFText.squeezed).flatMap { $0.isEmpty ? nil : $0 }
    }
    self.name = name
    self.version = version
    self.linkingTo = linkingTo
    self.dependencies = RDependency.merged(dependencies)
    title = text("Title")
    licence = text("License")
    systemRequirements = text("SystemRequirements")
    addresses = Self.addresses(text("URL")) + Self.addresses(text("BugReports"))
    remotes = text("Remotes")
    additionalRepositories = text("Additional_repositories")
    operatingSystem = text("OS_type")?.lowercased()
    published = (text("Date/Publication") ?? text("Packaged")).flatMap { written in
      Timestamp(parsing: String(written.prefix(19)))
        ?? Timestamp(parsing: String(written.prefix(10)))
    }
    repeatedFields = record.repeatedNames
  }

  /// The versions of R that it works with; empty for all.
  package var requiresR: RSpecifierSet {
    dependencies.first { $0.name == "R" }?.bounds ?? RSpecifierSet()
  }

  /// The packages it requires, less R and those that are part of R.
  package var requirements: [Requirement] {
    Self.requirements(dependencies)
  }

  /// `dependencies` as requirements, less R and those that are part of R.
  static func requirements(_ dependencies: [RDependency]) -> [Requirement] {
    dependencies.filter { !RPackageName.base.contains($0.name) }.map { dependency in
      Requirement.r(name: dependency.name, bounds: dependency.bounds)
    }
  }

  /// Whether it requires R's tcltk, which needs a display to be loaded.
  package var usesTcl: Bool { dependencies.contains { $0.name == "tcltk" } }

  /// What is worth telling the user of it.
  package var notes: [String] {
    Self.notes(
      repeatedFields: repeatedFields, remotes: remotes,
      additionalRepositories: additionalRepositories)
  }

  /// What is worth telling the user of such fields.
  static func notes(
    repeatedFields: [String], remotes: String?, additionalRepositories: String?
  ) -> [String] {
    var notes: [String] = []
    if !repeatedFields.isEmpty {
      let fields = repeatedFields.map { "'\(quotable($0))'" }.joined(separator: ", ")
      notes.append("DESCRIPTION gives \(fields) more than once; the last one counts")
    }
    if let remotes {
      notes.append(
        "DESCRIPTION names packages outside of CRAN: Remotes: \(quotable(remotes))")
    }
    if let additionalRepositories {
      notes.append(
        "DESCRIPTION names other repositories: Additional_repositories: "
          + quotable(additionalRepositories))
    }
    return notes
  }

  /// It as the solver and the writer of derivations want it.
  ///
  /// - Parameter provenance: The file it was read from, for messages.
  /// - Returns: Requirements, licence and whatever else a `ReleaseMetadata` has.
  package func metadata(provenance: String) -> ReleaseMetadata {
    ReleaseMetadata(
      requirements: .known(requirements), requiresR: requiresR, summary: title,
      homePage: addresses.first, licence: LicenceStatement(text: licence),
      systemRequirements: systemRequirements, provenance: provenance, notes: notes)
  }

  /// The http: and https: addresses in a field's prose.
  private static func addresses(_ text: String?) -> [String] {
    guard let text else { return [] }
    return text.split { " ,;<>\"'".contains($0) }.map(String.init).filter { word in
      word.hasPrefix("https://") || word.hasPrefix("http://")
    }
  }
}
