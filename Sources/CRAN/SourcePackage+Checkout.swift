import ContentHash
import PackageMetadata

extension SourcePackage {
  /// The package in an archive that no repository has: of a commit, or one that is known by its address.
  ///
  /// - Parameters:
  ///   - bytes: The archive, which has one directory at its top.
  ///   - url: Where it is from.
  ///   - directory: The package's directory within that, such as `pkg/r`.
  ///   - name: What it is called in messages.
  /// - Returns: The package that DESCRIPTION names, which may be another than was asked for.
  /// - Throws: `CRANError` for what is no archive, or has no DESCRIPTION that can be read.
  package static func reading(
    archive bytes: [UInt8], url: String, directory: String?, called name: String
  ) throws(CRANError) -> SourcePackage {
    try Tarball.checkShape(of: bytes)
    let parts = (directory ?? "").split(separator: "/")
    let contents = try Tarball.read(bytes, package: name, at: .checkout(parts))
    let description = try Description(parsing: contents.description)
    var md5 = DigestStream(.md5)
    bytes.withUnsafeBytes { md5.update($0) }
    let form = SourcePackageForm(
      sha256: .sha256(of: bytes), md5: md5.finalize(), size: bytes.count,
      hints: contents.scan.hints, notes: contents.scan.notes, description: contents.description)
    return try form.package(name: description.name, version: .r(description.version), url: url)
  }
}
