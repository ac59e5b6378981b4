package import PackageMetadata

/// Which indexes to ask, and for whom.
package struct PyPIOptions: Sendable {
  /// The index of the Python Package Index itself.
  package static let defaultIndexURL = "https://pypi.org/simple/"

  /// The URLs of Simple APIs, most important first.
  ///
  /// The first index that has a project is the only one that is asked for its files: nobody can put
  /// a newer file of the same name on another one.
  package var indexURLs: [String]
  /// How long the page of a project is believed, in seconds; 0 asks every time.
  package var maximumAge: Int
  /// The interpreter that wheels are chosen for, where several differ; nil for any Python 3.
  package var target: PythonTarget?

  /// What has archives compute requirements that they do not list; nil for nothing, which is the default.
  package var probe: MetadataProbe?

  /// Creates a set of options.
  ///
  /// - Parameters:
  ///   - indexURLs: The URLs of Simple APIs, most important first.
  ///   - maximumAge: How long the page of a project is believed, in seconds.
  ///   - target: The interpreter that wheels are chosen for.
  package init(
    indexURLs: [String] = [PyPIOptions.defaultIndexURL], maximumAge: Int = 600,
    target: PythonTarget? = nil
  ) {
    self.indexURLs = indexURLs
    self.maximumAge = maximumAge
    self.target = target
  }
}
