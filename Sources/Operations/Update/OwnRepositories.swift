import Basics
import CRAN
import OverlayEditing
import PackageMetadata
import Transfer

/// The repositories that packages of an overlay are fetched from, where those are neither CRAN nor
/// Bioconductor: that is where their newer releases are.
struct OwnRepositories: Sendable {
  /// By the packages' names.
  private(set) var byName: [String: [CRANRepository]] = [:]

  /// Reads the fetches of an overlay.
  init(_ source: OverlayGraph.Source) {
    let packages = source.graph.packages.filter { $0.id.ecosystem == .cran }
    let fetches = source.document.fetches(of: Set(packages.map(\.attribute)), in: .cran)
    for package in packages {
      var repositories: [CRANRepository] = []
      for fetch in fetches[package.attribute] ?? [] {
        for url in (try? FetchReader(fetch.call).source())?.urls ?? [] {
          guard let repository = Self.repository(of: url), !repositories.contains(repository)
          else { continue }
          repositories.append(repository)
        }
      }
      if !repositories.isEmpty { byName[package.id.name] = repositories }
    }
  }

  /// The repository that a tarball is in; nil for CRAN, its mirrors, Bioconductor, and anything else.
  ///
  ///     https://stan-dev.r-universe.dev/src/contrib/cmdstanr_0.8.0.tar.gz
  static func repository(of url: String) -> CRANRepository? {
    guard let folder = url.range(ofText: "/src/contrib/"),
      let repository = try? CRANRepository.at(String(url[..<folder.lowerBound]))
    else { return nil }
    switch repository.kind {
    case .cran, .bioconductor: return nil
    case .universe, .rewritten: return repository
    case .other:
      let host = URLText.host(of: url) ?? ""
      let path = repository.url.lowercased()
      return host.contains("cran.") || host.contains("bioconductor.org") || path.hasSuffix("/cran")
        ? nil : repository
    }
  }
}
