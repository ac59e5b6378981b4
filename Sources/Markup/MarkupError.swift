/// Why a page cannot be read as HTML.
package enum MarkupError: Error, Hashable, Sendable, CustomStringConvertible {
  /// None of these files is a libxml2 that can be loaded.
  case missingLibrary(names: [String])
  /// libxml2 made no parser.
  case outOfMemory
  /// A tag has more attributes than are read.
  case tooManyAttributes
  /// More elements lie in each other than are read.
  case tooDeep

  package var description: String {
    switch self {
    case .missingLibrary(let names):
      "reading HTML needs libxml2, and none of \(names.joined(separator: ", ")) can be loaded"
        + "; install libxml2"
    case .tooManyAttributes: "a tag of the page has thousands of attributes"
    case .tooDeep: "elements of the page nest thousands deep"
    case .outOfMemory: "there is not enough memory to read the page"
    }
  }
}
