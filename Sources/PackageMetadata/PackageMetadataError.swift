/// Why a text is not what `PackageMetadata` reads.
package enum PackageMetadataError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A requirement that PEP 508 does not allow; the column counts bytes from 1.
  case requirement(String, column: Int, reason: String)
  /// A marker that PEP 508 does not allow; the column counts bytes from 1.
  case marker(String, column: Int, reason: String)
  /// Core metadata that cannot be used.
  case metadata(provenance: String, reason: String)

  /// A file has more requirements than are read.
  package static func tooManyRequirements(in provenance: String) -> PackageMetadataError {
    .metadata(
      provenance: provenance, reason: "it has more than \(Requirement.maximumCount) requirements")
  }

  package var description: String {
    switch self {
    case .requirement(let text, let column, let reason):
      "'\(text)' is not a requirement: column \(column): \(reason)"
    case .marker(let text, let column, let reason):
      "'\(text)' is not an environment marker: column \(column): \(reason)"
    case .metadata(let provenance, let reason): "\(provenance): \(reason)"
    }
  }
}
