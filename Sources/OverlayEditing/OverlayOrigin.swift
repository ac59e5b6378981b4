import NixSyntax

/// What is kept of an overlay as it was before an edit: its texts, and what they say of it.
///
/// The tree over a text is several times as large, so that it need not outlive the edit.
package struct OverlayOrigin: Sendable {
  /// The overlay's bytes.
  package let bytes: [UInt8]
  /// The bytes of the files that hold packages, by their paths as the overlay writes them.
  let files: [String: [UInt8]]
  /// What evaluation has to confirm of the file's function.
  package let expectation: Expectation
  /// The way to the overlay that holds packages; nil if evaluation alone knows it.
  package let access: OverlayAccess?
  /// The locks of Cargo that it names by relative paths.
  package let lockPaths: Set<String>
  /// Those of them that nixgraft wrote.
  package let ownLockPaths: Set<String>

  package init(_ document: OverlayDocument) {
    bytes = document.bytes
    files = document.packageFiles.mapValues(\.source)
    expectation = document.expectation
    access = document.access
    lockPaths = document.lockPaths
    ownLockPaths = document.ownLockPaths
  }

  /// The bytes of a file that holds packages, by its path; nil if it wasn't read.
  package func bytes(ofFile file: String) -> [UInt8]? { files[file] }
}
