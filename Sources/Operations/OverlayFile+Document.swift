import Derivations
import Nixpkgs
import OverlayEditing

extension OverlayFile {
  /// What the file holds, ready to be edited; an empty overlay where there is no file.
  func document() throws(OperationError) -> OverlayDocument {
    do {
      return try OverlayDocument(bytes: original, path: path)
    } catch {
      throw OperationError(error)
    }
  }
}

extension OverlayDocument {
  /// The file's bytes with packages put in or replaced.
  func inserting(
    _ derivations: [Derivation], into snapshot: Snapshot
  ) throws(OperationError) -> [UInt8] {
    do {
      return try inserting(derivations, facts: snapshot.facts)
    } catch {
      throw OperationError(error)
    }
  }
}

extension OperationError {
  /// An overlay can't be read or edited.
  init(_ error: OverlayEditingError) {
    self.init(.editClash, error.description)
  }
}
