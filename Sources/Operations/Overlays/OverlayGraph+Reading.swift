import OverlayEditing

extension OverlayGraph {
  /// An existing overlay, as it is.
  struct Source: Sendable {
    let file: OverlayFile
    let document: OverlayDocument
    let graph: OverlayGraph
  }

  /// Reads the overlay at a path.
  ///
  /// - Throws: `Failure` of kind `not-found` when there is none.
  static func read(_ path: String) throws(Failure) -> Source {
    let file = try OverlayFile(path: path)
    guard file.original != nil else {
      throw Failure(
        .notFound, "there is no overlay '\(path)'",
        hints: [
          """
          name another with \(name: .overlay), or start one: \
          \(command: Invocation(.import, ["pypi:NAME"], repeatsOptions: false))
          """
        ])
    }
    let document = try file.document()
    return Source(file: file, document: document, graph: OverlayGraph(document, path: path))
  }
}
