extension Requirement {
  /// Reads a requirement of a Python package (PEP 508).
  ///
  /// - Parameters:
  ///   - text: the requirement.
  ///   - isLenient: whether spellings of versions that PyPI has of old are repaired.
  /// - Throws: `PackageMetadataError.requirement`.
  package init(
    parsing text: some StringProtocol, isLenient: Bool = true
  ) throws(PackageMetadataError) {
    var reader = RequirementReader(text)
    do throws(RequirementReader.Failure) {
      self = try reader.requirement(isLenient: isLenient)
    } catch {
      throw .requirement(
        String(text.prefix(200)), column: error.position + 1, reason: error.reason)
    }
  }
}

extension Marker {
  /// Reads a marker (PEP 508).
  ///
  /// - Parameter text: the marker.
  /// - Throws: `PackageMetadataError.marker`.
  package init(parsing text: some StringProtocol) throws(PackageMetadataError) {
    var reader = RequirementReader(text)
    do throws(RequirementReader.Failure) {
      self = try reader.marker(depth: 0)
      guard reader.isAtEnd else { throw reader.failure("expected 'and', 'or' or the end") }
    } catch {
      throw .marker(String(text.prefix(200)), column: error.position + 1, reason: error.reason)
    }
  }
}
