import Basics
import ContentHash
import PackageMetadata
import Planning

/// How a source is fetched: the choice of fetcher, and its Nix expression.
package struct FetchExpression: Hashable, Sendable {
  /// The name of the fetcher: `fetchPypi` or `fetchurl`.
  package let fetcher: String
  package let expression: NixExpression

  /// Chooses for the sources of one package.
  ///
  /// `fetchPypi` is taken for a single sdist of PyPI whose file name it reproduces exactly, unless
  /// `urlOnly`; everything else is a `fetchurl` of the artifact's own URL.
  static func python(
    sources: [PlannedSource], pname: String, version: String, dialect: Dialect, urlOnly: Bool
  ) -> FetchExpression? {
    guard let first = sources.first else { return nil }
    if let checkout = first.artifact.checkout {
      return self.checkout(checkout, url: first.artifact.urlWithoutFragment, dialect: dialect)
    }
    if sources.count == 1, !urlOnly, let file = PyPISourceFile(first.artifact),
      let hash = first.artifact.sha256
    {
      return FetchExpression(
        fetcher: "fetchPypi",
        expression: fetchPypi(file, pname: pname, version: version, hash: hash, dialect: dialect))
    }
    if sources.count == 1, first.systems == .all {
      return FetchExpression(
        fetcher: "fetchurl", expression: fetchurl(first.artifact, dialect: dialect))
    }
    let perSystem = SystemSet.names.enumerated().compactMap { index, name -> NixBinding? in
      let system = SystemSet(rawValue: 1 << UInt8(index))
      guard let source = sources.first(where: { $0.systems.contains(system) }) else { return nil }
      return .value(name, fetchurl(source.artifact, dialect: dialect))
    }
    let platform = NixExpression.packages("stdenv", "hostPlatform", "system")
    return FetchExpression(
      fetcher: "fetchurl",
      expression: .lookup(
        .set(perSystem, isRecursive: false), key: platform,
        fallback: .apply(
          .name("throw"),
          .interpolation([
            .text("\(pname)-\(version) has no file for "), .expression(platform),
          ]))))
  }

  /// The fetch of a commit.
  static func checkout(
    _ checkout: Checkout, url: String, dialect: Dialect
  ) -> FetchExpression {
    let fetcher: String
    var bindings: [NixBinding]
    switch checkout.fetch {
    case .github(let owner, let repository):
      fetcher = "fetchFromGitHub"
      bindings = [.value("owner", .string(owner)), .value("repo", .string(repository))]
    case .gitlab(let domain, let owner, let repository):
      fetcher = "fetchFromGitLab"
      bindings = [.value("owner", .string(owner)), .value("repo", .string(repository))]
      if domain != "gitlab.com" { bindings.insert(.value("domain", .string(domain)), at: 0) }
    case .archive:
      fetcher = "fetchzip"
      bindings = [.value("url", .string(url))]
    }
    if checkout.fetch != .archive { bindings.append(.value("rev", .string(checkout.commit))) }
    bindings.append(
      .value(dialect.hasHashArgument ? "hash" : "sha256", .string(checkout.hash.text(.sri))))
    return FetchExpression(
      fetcher: fetcher, expression: .apply(.packages(fetcher), .set(bindings, isRecursive: false)))
  }

  /// A `fetchurl` of one file.
  static func fetchurl(_ artifact: Artifact, dialect: Dialect) -> NixExpression {
    var bindings: [NixBinding] = [
      .value("url", .string(URLSecrets.removed(from: artifact.urlWithoutFragment)))
    ]
    if let name = storeName(artifact) { bindings.append(.value("name", .string(name))) }
    if let hash = artifact.sha256 {
      bindings.append(
        .value((dialect.hasHashArgument ? "hash" : "sha256"), .string(hash.text(.sri))))
    }
    return .apply(.packages("fetchurl"), .set(bindings, isRecursive: false))
  }

  private static func fetchPypi(
    _ file: PyPISourceFile, pname: String, version: String, hash: ContentHash, dialect: Dialect
  ) -> NixExpression {
    var inherited: [String] = []
    var bindings: [NixBinding] = []
    if file.name == pname {
      inherited.append("pname")
    } else {
      bindings.append(.value("pname", .string(file.name)))
    }
    if file.version == version {
      inherited.append("version")
    } else {
      bindings.append(.value("version", .string(file.version)))
    }
    if !inherited.isEmpty {
      bindings.insert(NixBinding(.inherit(inherited)), at: inherited == ["version"] ? 1 : 0)
    }
    if file.fileExtension != "tar.gz" {
      bindings.append(.value("extension", .string(file.fileExtension)))
    }
    bindings.append(.value((dialect.hasHashArgument ? "hash" : "sha256"), .string(hash.text(.sri))))
    let fetcher: NixExpression =
      dialect.hasTopLevelFetchPypi ? .packages("fetchPypi") : .python("fetchPypi")
    return .apply(fetcher, .set(bindings, isRecursive: false))
  }

  /// A name that the Nix store accepts, where the file's own has characters it refuses.
  private static func storeName(_ artifact: Artifact) -> String? {
    let name = artifact.fileName
    let storeName = NixStoreName.plain(name)
    let endsURL = artifact.urlWithoutFragment.hasSuffix("/" + name)
    return storeName == name && endsURL ? nil : storeName
  }
}

/// A source file as `fetchPypi` names it: `<pname>-<version>.<extension>`.
struct PyPISourceFile {
  let name: String
  let version: String
  let fileExtension: String

  /// Succeeds for an sdist served by PyPI, whose mirrors in nixpkgs have the same path.
  init?(_ artifact: Artifact) {
    guard artifact.kind == .sdist, artifact.url.hasPrefix("https://files.pythonhosted.org/") else {
      return nil
    }
    for candidate in ["tar.gz", "zip", "tar.bz2"] where artifact.fileName.hasSuffix("." + candidate)
    {
      let stem = artifact.fileName.dropLast(candidate.utf8.count + 1)
      guard let dash = stem.lastIndex(of: "-") else { return nil }
      name = String(stem[..<dash])
      version = String(stem[stem.index(after: dash)...])
      fileExtension = candidate
      return
    }
    return nil
  }
}

extension Artifact {
  var urlWithoutFragment: String {
    url.utf8.firstIndex(of: UInt8(ascii: "#")).map { String(url[..<$0]) } ?? url
  }
}
