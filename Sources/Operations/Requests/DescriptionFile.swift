import CRAN
import PackageMetadata
import Versions

/// An R package's or project's DESCRIPTION whose Depends, Imports and LinkingTo are requests.
struct DescriptionFile {
  let requirements: [Requirement]
  /// The bounds on R itself.
  let requiresR: RSpecifierSet
  /// What it says that no request can: packages outside of CRAN.
  let notes: [String]

  init(path: String) throws(Failure) {
    let bytes = try RequestReading.bytes(path)
    do throws(CRANError) {
      let description = try ProjectDescription(parsing: bytes)
      requirements = description.requirements
      requiresR = description.requiresR
      notes = description.notes.map { "'\(path)': \($0)" }
    } catch {
      throw Failure(.input, "'\(path)' is not a DESCRIPTION: \(error)")
    }
  }
}
