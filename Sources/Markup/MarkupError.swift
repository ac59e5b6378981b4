/// Why a page cannot be read as HTML.
package enum MarkupError: Error, Hashable, Sendable, CustomStringConvertible {
  /// None of these files is a libxml2 that can be loaded.
  case missingLibrary(names: [String])
  /// libxml2 made no parser.
  case outOfMemory

  package var description: String {
    switch self {
    case .missingLibrary(let names):
      "reading HTML needs libxml2, and none of \(names.joined(separator: ", ")) can be loaded"
        + "; install libxml2"
    case .outOfMemory: "there is not enough memory to read the page"
    }
  }
}
