internal import PackageMetadata

/// One of the two package sets of a nixpkgs that are read.
enum PackageSetKind: String, Sendable, CaseIterable {
  case python
  case r

  init(_ ecosystem: Ecosystem) {
    switch ecosystem {
    case .pypi: self = .python
    case .cran: self = .r
    }
  }

  var ecosystem: Ecosystem {
    switch self {
    case .python: .pypi
    case .r: .cran
    }
  }
}
