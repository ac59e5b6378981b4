import Basics
import Derivations
import NixSyntax
import Nixpkgs
import OverlayEditing
import PackageMetadata

extension OverlayFile {
  /// What the file holds, ready to be edited; an empty overlay where there is no file.
  func document(isOfPython: Bool = false) throws(Failure) -> OverlayDocument {
    do {
      return try OverlayDocument(
        bytes: contents, path: path, isOfPython: isOfPython, reading: bytes(of:))
    } catch {
      throw Failure(error)
    }
  }

  /// The file as an overlay, where its text is parsed already.
  func document(of tree: SyntaxTree) throws(Failure) -> OverlayDocument {
    do {
      return try OverlayDocument(tree, path: path, reading: bytes(of:))
    } catch {
      throw Failure(error)
    }
  }

  /// The bytes of a file that the overlay names.
  private func bytes(of file: String) -> [UInt8]? { (try? TextFile.read(path(of: file))) ?? nil }

  /// Where a file is that the overlay names by a relative path; of a directory, its `default.nix`.
  func path(of file: String) -> String {
    let own = Files.resolvingLinks(path)
    let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let path =
      file.hasPrefix("/") || file.hasPrefix("~")
      ? file : (own.contains("/") ? "\(folder)/\(file)" : file)
    return Files.isDirectory(path) ? "\(path)/default.nix" : path
  }
}

extension OverlayDocument {
  /// The overlay with packages put in or replaced, and kept to a day if one is given.
  ///
  /// Of a document that is given away the tree is gone before that of the new text is made.
  consuming func holding(
    _ derivations: [Derivation], in snapshot: Snapshot, asOf day: Timestamp? = nil
  ) throws(Failure) -> OverlayDocument {
    do throws(OverlayEditingError) {
      let result = try (consume self).holding(derivations, for: TargetNixpkgs(snapshot.facts))
      guard let day else { return result }
      return try (consume result).noting(asOf: day)
    } catch {
      throw Failure(error)
    }
  }
}

extension Failure {
  /// An overlay cannot be read or edited.
  init(_ error: OverlayEditingError) {
    let another: Phrase = "name another file: \(option: .overlay("FILE"))"
    let hints: [Hint] =
      switch error {
      case .invalidText: ["correct the file first"]
      case .unknownForm: ["change that, or \(another)"]
      case .unknownEnvironment: []
      case .wrongEra:
        ["use a nixpkgs of that time: \(option: .nixpkgs("PATH"))", "or \(another)"]
      case .definedElsewhere: ["edit it there, or remove this binding"]
      case .absent: [.command(Invocation(.list), to: "see what it contains")]
      case .refused: ["report this, with the file"]
      }
    self.init(.editClash, error.description, hints: hints)
  }
}
