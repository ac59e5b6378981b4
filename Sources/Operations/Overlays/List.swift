/// `list`: what an overlay holds.
package struct List: Sendable {
  package struct Options: Hashable, Sendable {
    package var overlayPath: String

    package init(overlayPath: String) {
      self.overlayPath = overlayPath
    }
  }

  /// What an overlay holds.
  package struct Report: Sendable {
    package let graph: OverlayGraph
  }

  let options: Options

  package init(_ options: Options) {
    self.options = options
  }

  /// Reads the overlay.
  package func run() throws(Failure) -> Report {
    Report(graph: try OverlayGraph.read(options.overlayPath).graph)
  }
}
