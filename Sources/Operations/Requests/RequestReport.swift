package import PackageMetadata
package import Requests

/// What happened to everything that files of requests name.
package struct RequestReport: Hashable, Sendable {
  /// One file that was read.
  package struct File: Hashable, Sendable {
    package let path: String
    package let kind: RequestFileKind
    /// The packages that it names, those left out among them.
    package let count: Int
    /// Whether its versions are wishes: a lock file, or one that pins nearly all it names.
    package let isLock: Bool
  }

  /// A package that a file asks for.
  package struct Wanted: Hashable, Sendable {
    package let id: PackageID
    /// The locked version.
    package let locked: PackageVersion?
    package let file: String
  }

  package var files: [File] = []
  /// Each package once, sorted.
  package var wanted: [Wanted] = []
  package var leftOut: [LeftOut] = []
  /// Top-level attributes of nixpkgs for what is not a Python or R package, by the file's name.
  package var tools: [String: String] = [:]
  package var notes: [RequestNote] = []
  package var remarks: [RequestRemark] = []

  package var isEmpty: Bool { files.isEmpty }
}
