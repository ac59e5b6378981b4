import Derivations
import Nixpkgs
import OverlayEditing

extension OverlayFile {
  /// What the file holds, ready to be edited; an empty overlay where there is no file.
  func document() throws(OperationError) -> OverlayDocument {
    do {
      return try OverlayDocument(bytes: contents, path: path) { file in
        (try? TextFile.read(self.path(of: file))) ?? nil
      }
    } catch {
      throw OperationError(error)
    }
  }

  /// Where a file is that the overlay names by a relative path; of a folder, its `default.nix`.
  func path(of file: String) -> String {
    let own = TextFile.resolved(path)
    let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let path =
      file.hasPrefix("/") || file.hasPrefix("~")
      ? file : (own.contains("/") ? "\(folder)/\(file)" : file)
    return TextFile.isFolder(path) ? "\(path)/default.nix" : path
  }
}

extension OverlayDocument {
  /// The overlay with packages put in or replaced.
  func holding(
    _ derivations: [Derivation], in snapshot: Snapshot
  ) throws(OperationError) -> OverlayDocument {
    do {
      return try holding(derivations, facts: snapshot.facts)
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
