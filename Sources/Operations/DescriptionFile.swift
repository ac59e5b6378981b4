import CRAN
import PackageMetadata

/// An R package's DESCRIPTION whose Depends, Imports and LinkingTo are requests.
struct DescriptionFile {
  let requirements: [Requirement]

  init(path: String) throws(OperationError) {
    let text = try RequestReading.text(path)
    do {
      let description = try Description(parsing: Array(text.utf8))
      guard case .known(let requirements) = description.metadata(provenance: path).requirements
      else {
        throw OperationError(.input, "'\(path)' does not say what it requires")
      }
      self.requirements = requirements
    } catch let error as OperationError {
      throw error
    } catch {
      throw OperationError(.input, "'\(path)' is no DESCRIPTION: \(error)")
    }
  }
}
