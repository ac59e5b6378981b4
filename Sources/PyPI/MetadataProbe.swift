package import PackageMetadata

/// What has a source archive compute the requirements that its files do not list.
///
/// Its code runs then: that is for whoever asks for it, and in a sandbox.
package struct MetadataProbe: Sendable {
  /// What is asked.
  package struct Archive: Sendable {
    package let artifact: Artifact
    /// The build backend that it names (`hatchling.build`); nil for setuptools' legacy one.
    package let backend: String?
    /// The normalised names of the projects that its build requires.
    package let requirements: [String]
  }

  /// What came of it.
  package enum Outcome: Sendable {
    /// The bytes of METADATA.
    case metadata([UInt8])
    case failure(reason: String)
  }

  package let run: @Sendable (Archive) async -> Outcome

  package init(_ run: @escaping @Sendable (Archive) async -> Outcome) {
    self.run = run
  }
}

extension PyPICatalog {
  /// The requirements that an archive computes, if asking for them was wanted; else what is known without.
  func probed(
    _ known: ReleaseMetadata, _ sdist: Artifact, _ record: SdistRecord, of release: Release
  ) async throws(CatalogError) -> ReleaseMetadata {
    let isLikely = record.toldFile.map { known.provenance.hasPrefix($0) } == true
    guard let probe else { return known }
    if !isLikely { guard case .unknown = known.requirements else { return known } }
    let build = record.build(fileName: sdist.fileName)
    let names = (build.requirements + build.setupRequirements).map(\.id.name)
    let outcome = await probe.run(
      MetadataProbe.Archive(
        artifact: sdist, backend: build.backend, requirements: Set(names).sorted()))
    switch outcome {
    case .metadata(let bytes):
      let provenance = "what building \(sdist.fileName) says"
      return try checked(release) { () throws(PackageMetadataError) in
        let metadata = try CoreMetadata(
          parsing: MetadataFileReader.headers(of: bytes), provenance: provenance)
        var result = known
        result.requirements = try metadata.releaseMetadata(provenance: provenance).requirements
        return result
      }
    case .failure(let reason):
      var result = known
      result.requirements = .unknown(
        reason: "\(sdist.fileName) was to compute them, which failed: \(reason)")
      return result
    }
  }
}
