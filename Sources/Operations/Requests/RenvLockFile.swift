import CRAN
import FoundationEssentials
import PackageMetadata
import Versions

/// An `renv.lock`: the R packages of a project, each at one version.
struct RenvLockFile {
  let specs: [PackageSpec]

  private struct Lock: Decodable {
    struct Package: Decodable {
      let name: String?
      let version: String?
      let source: String?
      let userName: String?
      let repository: String?

      /// Where it is from, in the file's words.
      var origin: String {
        let place = [userName, repository].compactMap { $0 }.joined(separator: "/")
        return "\(source ?? "elsewhere")\(place.isEmpty ? "" : " \(place)")"
      }

      enum CodingKeys: String, CodingKey {
        case name = "Package"
        case version = "Version"
        case source = "Source"
        case userName = "RemoteUsername"
        case repository = "RemoteRepo"
      }
    }

    let packages: [String: Package]?

    enum CodingKeys: String, CodingKey {
      case packages = "Packages"
    }
  }

  init(path: String) throws(Failure) {
    let text = try RequestReading.text(path)
    let lock: Lock
    do {
      lock = try JSONDecoder().decode(Lock.self, from: Data(text.utf8))
    } catch {
      throw Failure(.input, "'\(path)' is not an renv.lock: it is not JSON of that shape")
    }
    guard let packages = lock.packages else {
      throw Failure(.input, "'\(path)' is not an renv.lock: it has no 'Packages'")
    }
    let sorted = packages.sorted { $0.key < $1.key }.map { (name: $1.name ?? $0, package: $1) }
    let foreign = sorted.filter { _, package in
      package.source.map { !["Repository", "CRAN", "Bioconductor"].contains($0) } ?? false
    }
    guard foreign.isEmpty else {
      let list = foreign.map { "'\($0.name)' is from \($0.package.origin)" }
      throw Failure(
        .input, "'\(path)': \(list.joined(separator: ", ")), not from CRAN or Bioconductor",
        hints: [
          "take them out of a copy of the file to import the rest; add them to the overlay by hand"
        ])
    }
    var result: [PackageSpec] = []
    // What is part of R comes with it.
    for (name, package) in sorted where !RPackageName.base.contains(name) {
      guard RPackageName.isValid(name) else {
        throw Failure(.input, "'\(path)': '\(name)' is not the name of an R package")
      }
      guard let text = package.version, let version = RVersion(text) else {
        throw Failure(
          .input, "'\(path)': '\(package.version ?? "")' of '\(name)' is not a version")
      }
      result.append(
        PackageSpec(
          requirement: .r(name: name, bounds: RSpecifierSet([RSpecifier(.equal, version)])),
          isBioconductor: package.source == "Bioconductor"))
    }
    specs = result
  }
}
