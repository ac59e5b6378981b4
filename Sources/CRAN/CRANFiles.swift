import ContentHash
import PackageMetadata
import Transfer
import Versions

/// The files of repositories, as what is read from them.
struct CRANFiles: Sendable {
  let client: TransferClient
  /// For how many seconds an index or a listing is believed.
  let maximumAge: Int
  /// What was read ahead, if anything.
  var ahead: CRANReadingAhead?

  /// The greatest size of an index, compressed or not, in bytes.
  private static let maximumIndex = 256 << 20
  /// The greatest size of a tarball, in bytes.
  private static let maximumTarball = 1 << 30

  /// A repository's index: PACKAGES.gz, or else PACKAGES.
  func index(of repository: CRANRepository) async throws(CRANFailure) -> RepositoryIndex {
    if let early = await ahead?.index(of: repository) { return try await early.value.get() }
    // Some servers answer with a page, or forbid it, where there is no such file.
    var instead: CRANFailure?
    for file in ["PACKAGES.gz", "PACKAGES"] {
      let request = TransferRequest(
        url: "\(repository.contrib)/\(file)", caching: caching(repository.url, isFixed: false),
        maximumBytes: Self.maximumIndex)
      let derived: DerivedForm
      do {
        derived = try await client.derive(
          request, bucket: "cran-index", version: RepositoryIndex.formVersion
        ) { _ in IndexReader(isCompressed: file.hasSuffix(".gz")) }
      } catch {
        switch error {
        case .rejected, .status(_, 403, _): instead = instead ?? CRANFailure.transfer(error)
        default: throw CRANFailure.transfer(error)
        }
        continue
      }
      guard derived.response.isSuccess else { continue }
      guard let index = RepositoryIndex(form: derived.form) else {
        throw .malformed(
          .notDCF(line: 0, reason: "its copy in the cache is damaged"), url: request.url)
      }
      return index
    }
    throw instead ?? .malformed(.noIndex(repository.contrib), url: repository.contrib)
  }

  /// The superseded versions of a package; empty if it has no archive directory.
  func archive(
    of name: String, in repository: CRANRepository
  ) async throws(CRANFailure) -> [CRANCatalog.Candidate] {
    let folder = "\(repository.contrib)/Archive/\(name)/"
    let request = TransferRequest(
      url: folder, caching: caching(repository.url, isFixed: false), maximumBytes: 16 << 20)
    let response: TransferResponse
    do { response = try await client.fetch(request) } catch { throw CRANFailure.transfer(error) }
    guard response.isSuccess else { return [] }
    do throws(CRANError) {
      let listing = try ArchiveListing(parsing: response.body, package: name)
      guard !listing.versions.isEmpty else {
        throw CRANError.notAListing(reason: "it has no link to a version of '\(name)'")
      }
      return listing.versions.map { version in
        CRANCatalog.Candidate(
          version: version, repository: repository,
          url: "\(folder)\(name)_\(version.text).tar.gz", record: nil,
          date: listing.dates[version])
      }
    } catch {
      throw .malformed(error, url: folder)
    }
  }

  /// The DESCRIPTION in a tarball, of which no more is read than that takes.
  func description(at url: String, name: String) async throws(CRANFailure) -> Description {
    let derived = try await derive(url, bucket: "cran-description", version: 1) {
      DescriptionReader(name: name)
    }
    do throws(CRANError) {
      let description = try Description(parsing: derived.form)
      guard description.name == name else {
        throw CRANError.otherPackage(expected: name, found: description.name)
      }
      return description
    } catch {
      throw .malformed(error, url: url)
    }
  }

  /// A tarball, of which the sum, where one is expected, is checked.
  func sourcePackage(
    at url: String, name: String, version: PackageVersion, expectedMD5: ContentHash?
  ) async throws(CRANFailure) -> SourcePackage {
    if let early = await ahead?.sourcePackage(at: url) { return try await early.value.get() }
    let form = try await sourceForm(at: url, name: name, expectedMD5: expectedMD5)
    do {
      return try form.package(name: name, version: version, url: url)
    } catch {
      throw .malformed(error, url: url)
    }
  }

  /// What a tarball contains, from the cache or, if the index disagrees with that, fetched again.
  private func sourceForm(
    at url: String, name: String, expectedMD5: ContentHash?, isAnew: Bool = false
  ) async throws(CRANFailure) -> SourcePackageForm {
    let derived = try await derive(
      url, bucket: "cran-source", version: SourcePackageForm.version, isAnew: isAnew
    ) { SourcePackageReader(name: name, expectedMD5: expectedMD5) }
    let form = SourcePackageForm(derived.form)
    if let form, expectedMD5 == nil || form.md5 == expectedMD5 { return form }
    // Kept from an earlier day, it may be of other bytes than the index of today has.
    if !isAnew, derived.response.origin == .cache {
      return try await sourceForm(at: url, name: name, expectedMD5: expectedMD5, isAnew: true)
    }
    guard let form, let expectedMD5 else {
      throw .malformed(.damagedTarball(reason: "its copy in the cache is damaged"), url: url)
    }
    throw .malformed(
      .checksum(expected: expectedMD5.text(.base16), found: form.md5.text(.base16)), url: url)
  }

  private func derive(
    _ url: String, bucket: String, version: Int, isAnew: Bool = false,
    reader: @escaping @Sendable () -> any FormReader
  ) async throws(CRANFailure) -> DerivedForm {
    let request = TransferRequest(
      url: url, caching: isAnew ? .revalidate(maximumAge: 0) : caching(url, isFixed: true),
      maximumBytes: Self.maximumTarball)
    let derived: DerivedForm
    do {
      derived = try await client.derive(request, bucket: bucket, version: version) { _ in
        reader()
      }
    } catch {
      throw CRANFailure.transfer(error)
    }
    guard derived.response.isSuccess else { throw .absent(url: url) }
    return derived
  }

  /// How long an answer is believed; a local file's age and size are looked at each time.
  private func caching(_ url: String, isFixed: Bool) -> Caching {
    if url.hasPrefix("file:") { return .revalidate(maximumAge: 0) }
    return isFixed ? .immutable : .revalidate(maximumAge: maximumAge)
  }
}

/// A reader of PACKAGES, compressed or not, into the form that a `RepositoryIndex` keeps.
final class IndexReader: WholeFormReader {
  private let isCompressed: Bool
  private var bytes: [UInt8] = []

  init(isCompressed: Bool) {
    self.isCompressed = isCompressed
  }

  func receive(_ piece: UnsafeRawBufferPointer) throws -> StreamVerdict {
    bytes.append(contentsOf: piece)
    return .more
  }

  func receive(whole body: [UInt8]) {
    bytes = body
  }

  func finish() throws -> [UInt8] {
    // An index of no packages is empty too, but only as PACKAGES: compressed it has a header.
    if bytes.isEmpty, isCompressed { throw CRANError.notDCF(line: 0, reason: "it is empty") }
    return try RepositoryIndex.form(ofFile: bytes)
  }
}
