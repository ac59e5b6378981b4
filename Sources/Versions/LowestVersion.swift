extension PythonVersion {
  /// Version 0, to stand for one that is not known.
  package static let lowest = PythonVersion(Fields(release: [0]))
}

extension RVersion {
  /// Version 0, to stand for one that is not known.
  package static let lowest = RVersion(components: [0])

  private init(components: [Int]) {
    self.components = components
    self.text = "0"
  }
}
