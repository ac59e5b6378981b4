package import PackageMetadata
package import Versions

/// The DESCRIPTION of a project that is not a package, or none yet, so that it needs neither name
/// nor version: only what it requires counts.
package struct ProjectDescription: Hashable, Sendable {
  /// What it requires, less R and what is part of R.
  package let requirements: [Requirement]
  /// The bounds on R itself.
  package let requiresR: RSpecifierSet
  /// What is worth telling the user of it.
  package let notes: [String]

  /// Reads a DESCRIPTION file.
  ///
  /// - Throws: `CRANError` for a text that is not in Debian control format or has no field that
  ///   could say what is required, and for a malformed requirement.
  package init(parsing bytes: [UInt8]) throws(CRANError) {
    let document = try DCFDocument(parsing: bytes)
    guard document.count > 0 else { throw .missingField("Imports") }
    let record = document[0]
    let fields = ["Depends", "Imports", "LinkingTo"]
    guard fields.contains(where: { record[$0] != nil }) || record["Package"] != nil else {
      throw .missingField("Imports")
    }
    var dependencies: [RDependency] = []
    for field in fields {
      dependencies += try RDependency.parse(record[field] ?? "", field: field)
    }
    requirements = Description.requirements(RDependency.merged(dependencies))
    requiresR = RSpecifierSet(dependencies.filter { $0.name == "R" }.flatMap(\.bounds.specifiers))
    notes = Description.notes(
      repeatedFields: record.repeatedNames, remotes: record["Remotes"].map(DCFText.squeezed),
      additionalRepositories: record["Additional_repositories"].map(DCFText.squeezed))
  }
}
