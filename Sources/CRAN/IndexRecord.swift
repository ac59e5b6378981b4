import ContentHash
import Versions

/// What an index says about one version of a package.
package struct IndexRecord: Sendable {
  package let description: Description
  /// The version as written, which file names are made of.
  let versionText: String
  /// The tarball's MD5; nil if the index does not say or says nonsense.
  let md5: ContentHash?
  /// Where the tarball is, relative to the index's directory.
  let path: String

  init(_ record: DCFRecord) throws(CRANError) {
    description = try Description(record)
    versionText = description.version.text
    md5 = record["MD5sum"].flatMap { ContentHash(hexadecimal: $0.utf8, algorithm: .md5) }
    let file = record["File"] ?? "\(description.name)_\(versionText).tar.gz"
    let folder = record["Path"]
    let path = folder.map { "\($0)/\(file)" } ?? file
    guard Self.isSafe(path) else {
      throw .malformedField(
        folder == nil ? "File" : "Path", text: path, reason: "leads out of the repository")
    }
    self.path = path
  }

  /// Whether the package can be built on a Unix-alike with R of version `rVersion`.
  func fits(_ rVersion: RVersion?) -> Bool {
    guard description.operatingSystem != "windows" else { return false }
    return rVersion.map { description.requiresR.contains($0) } ?? true
  }

  /// Whether a path stays below the directory it is relative to, and is made of plain characters.
  private static func isSafe(_ path: String) -> Bool {
    let isPlain = path.utf8.allSatisfy { byte in
      byte > 0x20 && byte < 0x7F && !"\\?#%:".utf8.contains(byte)
    }
    return isPlain
      && path.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }
}
