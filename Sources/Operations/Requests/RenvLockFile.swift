import FoundationEssentials
import PackageMetadata
import Versions

/// An `renv.lock`: the R packages of a project, each at one version.
struct RenvLockFile {
  let requirements: [Requirement]

  private struct Lock: Decodable {
    struct Package: Decodable {
      let name: String?
      let version: String?
      let source: String?

      enum CodingKeys: String, CodingKey {
        case name = "Package"
        case version = "Version"
        case source = "Source"
      }
    }

    let packages: [String: Package]?

    enum CodingKeys: String, CodingKey {
      case packages = "Packages"
    }
  }

  init(path: String) throws(OperationError) {
    let text = try RequestReading.text(path)
    let lock: Lock
    do {
      lock = try JSONDecoder().decode(Lock.self, from: Data(text.utf8))
    } catch {
      throw OperationError(.input, "'\(path)' is no renv.lock: it isn't JSON of that shape")
    }
    guard let packages = lock.packages else {
      throw OperationError(.input, "'\(path)' is no renv.lock: it has no 'Packages'")
    }
    var result: [Requirement] = []
    for (key, package) in packages.sorted(by: { $0.key < $1.key }) {
      let name = package.name ?? key
      guard package.source.map({ ["Repository", "CRAN", "Bioconductor"].contains($0) }) ?? true
      else {
        throw OperationError(
          .input, "'\(path)': '\(name)' is from \(package.source ?? "elsewhere"), not from CRAN",
          hints: ["import it by hand, or take it out of the file"])
      }
      guard let text = package.version, let version = RVersion(text) else {
        throw OperationError(
          .input, "'\(path)': '\(package.version ?? "")' of '\(name)' is no version")
      }
      result.append(.r(name: name, bounds: RSpecifierSet([RSpecifier(.equal, version)])))
    }
    requirements = result
  }
}
