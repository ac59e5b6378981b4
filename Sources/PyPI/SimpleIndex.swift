import Basics
import PackageMetadata
import Transfer

/// One index that speaks the Simple Repository API, in JSON (PEP 691) or HTML (PEP 503).
struct SimpleIndex: Sendable {
  /// The greatest size of a page, in bytes; the largest of PyPI has a fortieth of it.
  static let maximumPageBytes = 64 << 20

  /// The forms of a page that can be read, best first.
  static let accept =
    "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2,"
    + " text/html;q=0.01"

  let url: String
  let client: TransferClient
  let maximumAge: Int

  /// The URL of a project's page.
  func pageURL(of project: String) -> String {
    let page = (url.hasSuffix("/") ? url : url + "/") + PercentEncoding.encoded(project) + "/"
    // A directory on disk has no server that would look for its index.
    return url.hasPrefix("file:") ? page + "index.html" : page
  }

  /// What the index has of a project; nil if it has none of that name.
  func table(of id: PackageID) async throws(CatalogError) -> ProjectTable? {
    let form = try await form(of: id, caching: .revalidate(maximumAge: maximumAge))
    guard let form else { return nil }
    if let table = ProjectTable(form) { return table }
    // What was kept is of no use: ask as if nothing were.
    if let form = try await self.form(of: id, caching: .none), let table = ProjectTable(form) {
      return table
    }
    throw .malformed(id, version: nil, reason: "its page could not be cached; report this")
  }

  /// Whether the index has a project of this name, if that is known.
  func has(_ project: String) async -> Bool {
    let request = TransferRequest(
      url: pageURL(of: project), headers: [("Accept", Self.accept)], method: .head,
      caching: .revalidate(maximumAge: 86_400), maximumBytes: Self.maximumPageBytes)
    do throws(TransferError) {
      return try await client.fetch(request).isSuccess
    } catch {
      return false
    }
  }

  private func form(of id: PackageID, caching: Caching) async throws(CatalogError) -> [UInt8]? {
    let project = id.name
    let request = TransferRequest(
      url: pageURL(of: project), headers: [("Accept", Self.accept)], caching: caching,
      maximumBytes: Self.maximumPageBytes)
    do throws(TransferError) {
      let derived = try await client.derive(
        request, bucket: "pypi-project", version: ProjectTable.format
      ) { response in
        try IndexPageReader(
          project: project, pageURL: response.url, contentType: response.header("content-type"))
      }
      return derived.response.isSuccess ? derived.form : nil
    } catch {
      throw CatalogError(error, id: id, version: nil)
    }
  }
}

extension CatalogError {
  /// The catalog's word for a transfer that failed.
  init(_ error: TransferError, id: PackageID, version: PackageVersion?) {
    switch error {
    case .rejected, .tooLarge:
      self = .malformed(id, version: version, reason: error.description)
    default:
      self = .unavailable(id, reason: error.description)
    }
  }
}
