import Basics
package import PackageMetadata
import Transfer

extension PyPICatalog {
  /// What the index has of a project, with upload times even where its page has none: PyPI's JSON
  /// API, which many mirrors have too, is asked for them.
  package func datedProject(_ id: PackageID) async throws(CatalogError) -> Project {
    let project = try await project(id)
    guard !project.hasUploadTimes, let times = await uploadTimes(of: id), !times.isEmpty else {
      return project
    }
    return Project(
      id: id, displayName: project.displayName, versions: project.versions, hasUploadTimes: true
    ) { index in
      times.dated(project.release(at: index))
    }
  }

  /// The upload times from the JSON API next to the first index; `nil` if it has none.
  private func uploadTimes(of id: PackageID) async -> UploadTimes? {
    guard let url = jsonURL(of: id) else { return nil }
    let request = TransferRequest(
      url: url, caching: .revalidate(maximumAge: 86_400),
      maximumBytes: SimpleIndex.maximumPageBytes)
    do throws(TransferError) {
      let derived = try await client.derive(
        request, bucket: "pypi-times", version: UploadTimes.format
      ) { _ in UploadTimesReader() }
      return derived.response.isSuccess ? UploadTimes(form: derived.form) : nil
    } catch {
      // Times only narrow the choice; the newest releases stand in for them.
      return nil
    }
  }

  private func jsonURL(of id: PackageID) -> String? {
    guard var base = indexes.first?.url else { return nil }
    while base.hasSuffix("/") { base.removeLast() }
    guard base.hasSuffix("/simple") else { return nil }
    return base.dropLast("simple".count) + "pypi/\(PercentEncoding.encoded(id.name))/json"
  }
}
