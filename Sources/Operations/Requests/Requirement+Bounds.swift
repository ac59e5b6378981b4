import PackageMetadata
import Versions

extension VersionConstraint {
  /// The constraint that allows one version.
  static func exactly(_ version: PackageVersion) -> VersionConstraint {
    switch version {
    case .python(let version): .python(SpecifierSet([Specifier(.equal, version)]))
    case .r(let version): .r(RSpecifierSet([RSpecifier(.equal, version)]))
    }
  }
}

extension Requirement {
  /// The requirement without bounds.
  var unbounded: Requirement {
    let constraint: VersionConstraint =
      id.ecosystem == .pypi ? .python(SpecifierSet()) : .r(RSpecifierSet())
    return Requirement(
      id: id, writtenName: writtenName, extras: extras, constraint: constraint, url: url,
      marker: marker)
  }

  /// The requirement of one version.
  func bounded(by version: PackageVersion) -> Requirement {
    Requirement(
      id: id, writtenName: writtenName, extras: extras, constraint: .exactly(version), url: url,
      marker: marker)
  }

  /// The requirement without its marker.
  var withoutCondition: Requirement {
    Requirement(
      id: id, writtenName: writtenName, extras: extras, constraint: constraint, url: url)
  }

  func withURL(_ url: String?) -> Requirement {
    Requirement(
      id: id, writtenName: writtenName, extras: extras, constraint: constraint, url: url,
      marker: marker)
  }
}
