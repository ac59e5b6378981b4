import Basics
import NixSyntax
import OverlayEditing

/// A Nix file with its fetches, read once and written once.
struct RefreshFile: Sendable {
  let path: String
  private let file: OverlayFile
  private let tree: SyntaxTree
  /// The fetches, in the order of the text, and the hashes that none of them takes.
  let calls: [FetchCall]

  /// Reads the file at `path`.
  ///
  /// - Throws: `Failure` if there is none, or if it doesn't parse.
  init(path: String) throws(Failure) {
    self.path = path
    file = try OverlayFile(path: path)
    guard let bytes = file.original else {
      throw Failure(
        .input, "there is no file '\(path)'",
        hints: ["name the files to refresh: \(command: Invocation(.refresh, ["FILE"]))"])
    }
    tree = SyntaxTree.parse(bytes)
    if tree.isTooLong, let reason = tree.diagnostics.first?.message {
      throw Failure(.editClash, "cannot read '\(path)': \(reason)")
    }
    if let diagnostic = tree.diagnostics.first {
      throw Failure(
        .editClash, "'\(path)' does not parse, so nothing was written: \(diagnostic)",
        hints: ["correct it at line \(diagnostic.location.line), then run the same command again"])
    }
    calls = FetchFinder.hashes(in: tree)
  }

  /// The files that hold packages of this one, if it is an overlay: those in its directory.
  var packageFiles: [String] {
    guard let document = try? file.document(of: tree) else { return [] }
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    return document.files.filter { $0.hasPrefix("./") }.compactMap { name in
      let name = name.dropFirst(2)
      let path = path.contains("/") ? "\(folder)/\(name)" : String(name)
      let inner = Files.isDirectory(path) ? "\(path)/default.nix" : path
      return Files.exists(inner) ? inner : nil
    }
  }

  /// Whether the file is still as it was read.
  func isCurrent() throws(Failure) -> Bool { try file.isCurrent() }

  /// Makes edits; two fetches that share a hash may bring the same one twice.
  ///
  /// - Returns: Whether there was anything to write.
  func write(_ edits: [SourceEdit]) throws(Failure) -> Bool {
    var seen: Set<SourceEdit> = []
    let edits = edits.filter { seen.insert($0).inserted }
    guard !edits.isEmpty else { return false }
    let edited: SyntaxTree
    do throws(NixSyntaxError) {
      edited = try SourceEdit.apply(edits, to: tree)
    } catch {
      throw Failure(.editClash, "'\(path)' cannot be edited: \(error)")
    }
    try file.replace(with: edited.source)
    return true
  }
}
