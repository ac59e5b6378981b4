import TOML

/// The dependencies that a pyproject.toml states (PEP 621).
package struct ProjectDependencies: Sendable {
  /// Why they are not known, with the line if the file is at fault.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// The entries of `[project] dependencies`, as written.
  package let texts: [String]

  /// Reads a document.
  package init(pyproject document: [UInt8]) throws(Failure) {
    let table: TOMLTable
    do {
      table = try TOMLTable.parse(document)
    } catch {
      throw Failure(description: "line \(error.line): \(error.reason)")
    }
    guard let project = table.table("project") else {
      throw Failure(description: "it has no [project] table")
    }
    texts = project.strings("dependencies")
  }
}
