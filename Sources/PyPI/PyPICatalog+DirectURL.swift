import ContentHash
package import PackageMetadata
import Transfer
import Versions

extension PyPICatalog {
  /// The release that a direct reference (`name @ https://…/file.whl`) points to, with one file.
  ///
  /// The file's hash is that of the URL's fragment, or of what is downloaded.
  ///
  /// - Parameters:
  ///   - id: The package that was asked for.
  ///   - url: The reference's URL.
  /// - Returns: The release, of the version that the file's name has.
  /// - Throws: `CatalogError.malformed` if the URL names no file of the package.
  package func release(
    _ id: PackageID, at url: String
  ) async throws(CatalogError) -> Release {
    let url = client.learn(url)
    let fileName = URLText.fileName(of: url)
    guard ["https", "http", "file"].contains(URLText.scheme(of: url)) else {
      throw .malformed(
        id, version: nil,
        reason:
          "'\(url)' is not the URL of a file to download; give the URL of a wheel or source archive"
      )
    }
    let kind: Artifact.Kind
    let version: PackageVersion
    if let wheel = WheelName(fileName), PythonName.normalised(wheel.distribution) == id.name {
      kind = .wheel(wheel)
      version = .python(wheel.version)
    } else if let sdist = SdistName(fileName, project: id.name) {
      kind = .sdist
      version = .python(sdist.version)
    } else {
      throw .malformed(
        id, version: nil,
        reason: "'\(fileName)' is not a file name of '\(id.name)' with a version; give the URL of a"
          + " wheel or of a source archive as an index would name it")
    }
    let plain = String(url.prefix { $0 != "#" })
    let sha256: ContentHash
    let digits = URLText.fragment(of: url)?.split(separator: "&").first { $0.hasPrefix("sha256=") }
    if let hash = digits.flatMap({ ContentHash(hexadecimal: $0.dropFirst(7)) }) {
      sha256 = hash
    } else {
      sha256 = try await hash(of: plain, id: id, version: version)
    }
    let artifact = Artifact(
      fileName: fileName, url: plain, kind: kind, sha256: sha256, metadataFile: .absent)
    return Release(id: id, version: version, artifacts: [artifact])
  }
}

/// A reader that keeps only the SHA-256 of what it reads.
final class HashReader: FormReader {
  private var hash = SHA256Stream()

  func receive(_ bytes: UnsafeRawBufferPointer) throws -> StreamVerdict {
    hash.update(bytes)
    return .more
  }

  func finish() throws -> [UInt8] { hash.finalize().bytes }
}
