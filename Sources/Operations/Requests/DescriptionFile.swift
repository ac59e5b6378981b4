import CRAN
import PackageMetadata

/// An R package's or project's DESCRIPTION whose Depends, Imports and LinkingTo are requests.
struct DescriptionFile {
  let requirements: [Requirement]
  /// What it says that no request can: packages outside of CRAN.
  let notes: [String]

  init(path: String) throws(OperationError) {
    let bytes = try RequestReading.bytes(path)
    do throws(CRANError) {
      let description = try ProjectDescription(parsing: bytes)
      requirements = description.requirements
      notes = description.notes.map { "'\(path)': \($0)" }
    } catch {
      throw OperationError(.input, "'\(path)' is no DESCRIPTION: \(error)")
    }
  }
}
