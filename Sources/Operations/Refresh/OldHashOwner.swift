import CRAN
import ContentHash
import PackageMetadata
import Transfer
import Versions

/// The search for what an old hash is of, which tells an edited version from tampered bytes.
struct OldHashOwner: Sendable {
  /// What is known about an old hash.
  enum Finding: Hashable, Sendable {
    /// It is of something else, which the text names.
    case other(String)
    /// It was of the same source.
    case same
    case unknown
  }

  /// How many releases next to the present one are downloaded to look for the hash.
  private static let neighbourCount = 3
  private static let bucket = "fetched-hashes"

  let client: TransferClient
  let hashing: FetchHashing
  let cran: CRANCatalog

  /// Remembers what a hash is of.
  func remember(_ hash: ContentHash, of source: FetchSource) {
    guard recall(hash) != source.identity else { return }
    client.derived.store(
      bucket: Self.bucket, version: 1, key: hash.description, bytes: Array(source.identity.utf8))
  }

  /// What a hash that isn't the source's is of.
  func owner(of hash: ContentHash, source: FetchSource) async -> Finding {
    if let known = recall(hash) {
      return known == source.identity
        ? .same : .other("'\(known.split(separator: " ").last ?? "")'")
    }
    guard hash.algorithm == .sha256 else { return .unknown }
    if let release = await cranRelease(of: hash, source: source) { return .other(release) }
    if let tag = await taggedRelease(of: hash, source: source) { return .other(tag) }
    return .unknown
  }

  private func recall(_ hash: ContentHash) -> String? {
    client.derived.load(bucket: Self.bucket, version: 1, key: hash.description)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  // MARK: CRAN

  private func cranRelease(of hash: ContentHash, source: FetchSource) async -> String? {
    guard case .file(let urls) = source, let name = urls.lazy.compactMap(Self.tarball).first,
      let project = try? await cran.archivedProject(.cran(name.package))
    else { return nil }
    let present = RVersion(name.version).map { PackageVersion.r($0) }
    for index in Self.neighbours(of: present, in: project.versions) {
      let release = project.release(at: index)
      if let package = try? await cran.sourcePackage(of: release), package.sha256 == hash {
        return "\(name.package) \(release.version)"
      }
    }
    return nil
  }

  /// The package and version in the URL of a tarball of CRAN.
  private static func tarball(_ url: String) -> (package: String, version: String)? {
    guard url.hasPrefix("mirror://cran/") || url.contains("/src/contrib/"),
      let file = url.split(separator: "/").last, file.hasSuffix(".tar.gz")
    else { return nil }
    let parts = file.dropLast(".tar.gz".count).split(separator: "_")
    guard parts.count == 2 else { return nil }
    return (String(parts[0]), String(parts[1]))
  }

  // MARK: Tags

  private func taggedRelease(of hash: ContentHash, source: FetchSource) async -> String? {
    guard case .archive(let urls, let stripsRoot) = source, let url = urls.first,
      let archive = TaggedArchive(url: url),
      let answer = try? await client.fetch(
        TransferRequest(
          url: archive.referencesURL, caching: .revalidate(maximumAge: 600),
          maximumBytes: 64 << 20)),
      answer.isSuccess
    else { return nil }
    let tags = TaggedArchive.tags(in: answer.body)
    guard let index = tags.firstIndex(of: archive.tag) else { return nil }
    for neighbour in Self.neighbours(of: tags[index], in: tags) {
      let other = archive.url(of: tags[neighbour])
      if let found = try? await hashing.narHash(of: other, stripsRoot: stripsRoot), found == hash {
        return "'\(tags[neighbour])'"
      }
    }
    return nil
  }

  /// The places of the elements nearest to one, those before it first.
  static func neighbours<Element: Comparable>(
    of present: Element?, in elements: [Element]
  ) -> [Int] {
    guard let present else { return Array(elements.indices.suffix(neighbourCount).reversed()) }
    let before = elements.indices.filter { elements[$0] < present }.suffix(neighbourCount)
    let behind = elements.indices.filter { elements[$0] > present }.prefix(1)
    return before.reversed() + behind
  }
}
