import PackageMetadata
import Transfer

/// Why a file of a repository could not be fetched or read.
enum CRANFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// No answer came.
  case transfer(TransferError)
  /// There is no such file.
  case absent(url: String)
  /// The file breaks its format.
  case malformed(CRANError, url: String)

  var description: String {
    switch self {
    case .transfer(let error): error.description
    case .absent(let url): "'\(url)' is missing; try another mirror"
    case .malformed(let error, let url):
      error.namesPlace ? error.description : "at '\(url)' \(error)"
    }
  }

  /// The server that it happened at, for counting.
  var place: String {
    let url =
      switch self {
      case .transfer(let error): error.url ?? error.description
      case .absent(let url), .malformed(_, let url): url
      }
    return URLText.origin(of: url)
  }

  /// The failure as the solver knows it.
  func catalogError(_ id: PackageID, version: PackageVersion?) -> CatalogError {
    switch self {
    case .transfer(.rejected(let url, let reason)):
      .malformed(id, version: version, reason: "at '\(url)' \(reason)")
    case .malformed, .transfer(.badRecording): .malformed(id, version: version, reason: description)
    case .transfer, .absent: .unavailable(id, reason: description)
    }
  }
}
