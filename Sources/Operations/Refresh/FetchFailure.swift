/// Why the hash of a source is not available.
package enum FetchFailure: Error, Hashable, Sendable {
  /// The index or the server does not have it.
  case missing(Absence)
  /// The network failed, or there is none; in the words of the transfer.
  case network(String)
  /// A `mirror:` address of no mirror that is known.
  case unknownMirror(url: String)
  /// What came cannot be unpacked; in the words of the reader.
  case archive(String)

  /// What is not there.
  package enum Absence: Hashable, Sendable {
    case noURL
    /// In the words of the transfer.
    case atURL(String)
    case project(String)
    case file(String, project: String)
    case hash(ofFile: String)
    /// The index's page cannot be read, in the words of its reader.
    case page(String)
  }
}
