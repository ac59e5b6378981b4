/// `list`: what an overlay holds.
package struct List: Sendable {
  /// What an overlay holds.
  package struct Report: Sendable {
    package let graph: OverlayGraph
  }

  let overlayPath: String

  package init(overlayPath: String) {
    self.overlayPath = overlayPath
  }

  /// Reads the overlay.
  package func run() throws(Failure) -> Report {
    Report(graph: try OverlayGraph.read(overlayPath).graph)
  }
}
