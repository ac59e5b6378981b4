import PackageMetadata
import Transfer

/// Why a file of a repository couldn't be had or read.
enum CRANFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// No answer came.
  case transfer(TransferError)
  /// There is no such file.
  case absent(url: String)
  /// The file breaks its format.
  case malformed(CRANError)

  /// The failure that a transfer's error stands for: what a reader threw is about the contents.
  init(_ error: TransferError) {
    self = .transfer(error)
  }

  var description: String {
    switch self {
    case .transfer(let error): error.description
    case .absent(let url): "there is no '\(url)'; try another mirror"
    case .malformed(let error): error.description
    }
  }

  /// The failure as the solver knows it.
  func catalogError(_ id: PackageID, version: PackageVersion?) -> CatalogError {
    switch self {
    case .transfer(.rejected(_, let reason)), .transfer(.badRecording(_, let reason)):
      .malformed(id, version: version, reason: reason)
    case .malformed(let error): .malformed(id, version: version, reason: error.description)
    case .transfer, .absent: .unavailable(id, reason: description)
    }
  }
}
