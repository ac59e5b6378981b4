import Basics
import Nixpkgs
package import PackageMetadata

extension OverlayGraph {
  /// A package as a user names it: `NAME`, `pypi:NAME` or `cran:NAME`.
  package struct Name: Hashable, Sendable {
    /// The text as typed.
    package let text: String
    package let ecosystems: [Ecosystem]
    package let name: String

    /// Reads a name.
    ///
    /// - Throws: `Failure` of kind `input` when it does not name a package.
    package init(parsing text: String) throws(Failure) {
      self.text = text
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      switch (parts.count, parts.first) {
      case (2, "pypi"): ecosystems = [.pypi]
      case (2, "cran"), (2, "bioc"): ecosystems = [.cran]
      case (2, _):
        throw Failure(
          .input, "'\(parts[0])' in '\(text)' is not a source of packages",
          hints: ["the sources are 'pypi', 'cran' and 'bioc', as in 'pypi:streamlit'"])
      default: ecosystems = Ecosystem.allCases
      }
      name = String(parts.last ?? "")
      if let end = text.firstIndex(where: { "<>=!~@[; ".contains($0) }) {
        throw Failure(
          .input, "'\(text)' is more than a name",
          hints: ["an overlay holds one version of a package: write '\(text[..<end])'"])
      }
      if name.isEmpty { throw Failure(.input, "'\(text)' does not name a package") }
    }

    /// Whether the name is that of a package.
    func isName(of id: PackageID) -> Bool {
      ecosystems.contains(id.ecosystem)
        && id == (id.ecosystem == .pypi ? .pypi(name) : .cran(name))
    }

    /// Whether the name is an attribute of a package set.
    func isAttribute(_ attribute: String, in ecosystem: Ecosystem) -> Bool {
      guard ecosystems.contains(ecosystem) else { return false }
      if attribute == name { return true }
      switch ecosystem {
      case .pypi: return PythonName.normalised(attribute) == PythonName.normalised(name)
      case .cran: return attribute == String(name.map { $0 == "." ? "_" : $0 })
      }
    }
  }

  /// The package that a name means.
  ///
  /// - Throws: `Failure` of kind `not-found` when the overlay has none of the name, of kind
  ///   `input` when it has several.
  func package(named name: Name) throws(Failure) -> Int {
    var found = packages.indices.filter { name.isName(of: packages[$0].id) }
    if found.isEmpty {
      found = packages.indices.filter {
        name.isAttribute(packages[$0].attribute, in: packages[$0].id.ecosystem)
      }
    }
    if found.count > 1, let exact = only(found.filter { packages[$0].attribute == name.name }) {
      return exact
    }
    if let index = only(found) { return index }
    if found.isEmpty { throw absence(of: name) }
    let ids = Set(found.map { packages[$0].id }).sorted()
    throw Failure(
      .input, "'\(name.text)' could be any of \(found.count) packages in '\(path)'",
      hints: ids.count > 1
        ? ids.map { "for this one write '\($0)'" }
        : found.map { "for this one write '\(packages[$0].attribute)'" })
  }

  /// The packages that need an attribute of nixpkgs by the name; empty if none does.
  func needers(ofNixpkgs name: Name) -> [Ecosystem: [String: [Int]]] {
    var result: [Ecosystem: [String: [Int]]] = [:]
    for (index, package) in packages.enumerated() {
      let ecosystem = package.id.ecosystem
      for attribute in package.fromNixpkgs + package.fromNixpkgsToBuild
      where name.isAttribute(attribute, in: ecosystem) {
        result[ecosystem, default: [:]][attribute, default: []].append(index)
      }
    }
    return result
  }

  /// The overlay has no such package.
  func absence(of name: Name) -> Failure {
    let known = packages.filter { name.ecosystems.contains($0.id.ecosystem) }
    let near = NearNames.of(name.name, among: Set(known.map(\.id.name)).sorted(), limit: 3)
    let ids = near.flatMap { near in known.map(\.id).filter { $0.name == near } }
    var hints: [Hint] = ids.map { "did you mean '\($0)'?" }
    let isOutside = !needers(ofNixpkgs: name).isEmpty
    if hints.isEmpty {
      hints = [
        isOutside
          ? .command(Invocation(.why, [name.text]), to: "see what needs it")
          : .command(Invocation(.list), to: "see what it contains")
      ]
    }
    let origin = isOutside ? ": what needs it uses the one in nixpkgs" : ""
    return Failure(
      .notFound, "'\(path)' does not contain '\(name.text)'\(origin)", hints: hints)
  }

  private func only(_ indices: [Int]) -> Int? { indices.count == 1 ? indices[0] : nil }
}
