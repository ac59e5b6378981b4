import Basics

/// The place a package comes from, with its own rules for names and versions.
package enum Ecosystem: String, Hashable, Comparable, Sendable, CaseIterable {
  case pypi
  /// CRAN and Bioconductor: R has one namespace for both.
  case cran

  package static func < (left: Ecosystem, right: Ecosystem) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The identity of a package: its ecosystem and its normalised name (PEP 503 for PyPI; as written
/// for R, whose names are case-sensitive).
package struct PackageID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let ecosystem: Ecosystem
  package let name: String

  /// A Python package; `name` is normalised by PEP 503.
  package static func pypi(_ name: some StringProtocol) -> PackageID {
    PackageID(ecosystem: .pypi, name: PythonName.normalised(name))
  }

  /// An R package; `name` is kept as written.
  package static func cran(_ name: some StringProtocol) -> PackageID {
    PackageID(ecosystem: .cran, name: String(name))
  }

  package init(ecosystem: Ecosystem, name: String) {
    self.ecosystem = ecosystem
    self.name = name
  }

  package var description: String { "\(ecosystem.rawValue):\(name)" }

  // An ecosystem is compared and hashed as a text if no one says otherwise, and a plan does that millions of
  // times.
  package static func == (left: PackageID, right: PackageID) -> Bool {
    left.isPython == right.isPython && left.name == right.name
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  private var isPython: Bool { if case .pypi = ecosystem { true } else { false } }

  /// The top-level module that a Python project is expected to have by its name alone.
  package var likelyModule: String {
    guard name.has(UInt8(ascii: "-")) else { return name }
    return String(decoding: name.utf8.map { $0 == 0x2d ? 0x5f : $0 }, as: UTF8.self)
  }

  package static func < (left: PackageID, right: PackageID) -> Bool {
    left.ecosystem == right.ecosystem
      ? left.name < right.name : left.ecosystem < right.ecosystem
  }
}
