internal import Nix
package import PackageMetadata

/// A package anywhere in a nixpkgs, found by its attribute.
package struct FoundPackage: Hashable, Sendable {
  /// The path, such as `awscli`, `xorg.libX11` or `python3Packages.numpy`.
  package let attribute: String
  package let pname: String
  package let versionText: String
  /// Derivation names of what it propagates, for packages of the Python and R sets; `nil` where
  /// that does not evaluate.
  package let propagated: [String]?
}

extension Snapshot {
  /// The packages at top-level attribute paths such as `awscli` or `xorg.libX11`, by path.
  ///
  /// What is not there, throws or is no package is left out. Answers are cached with the snapshot.
  package func topLevel(
    _ attributes: [String], options: SnapshotOptions
  ) async throws(NixpkgsError) -> [String: FoundPackage] {
    let cache = SnapshotCache(folder: options.cacheDirectory)
    let wanted = Set(attributes).sorted().filter { attribute in
      attribute.split(separator: ".").first.map { hasTopLevelName(String($0)) } ?? false
    }
    var answers = cache.answers(cacheKey, identity: state)
    let unknown = wanted.filter { answers[$0] == nil }
    if !unknown.isEmpty {
      let values = try await query(unknown.map { path(of: $0) }, overlays: [], options: options)
      for (attribute, value) in zip(unknown, values) { answers[attribute] = value.description }
      cache.keep(answers: answers, cacheKey, identity: state)
    }
    var found: [String: FoundPackage] = [:]
    for attribute in wanted {
      guard let answer = answers[attribute], let value = JSONReader.value(of: Array(answer.utf8))
      else { continue }
      found[attribute] = FoundPackage(attribute, value)
    }
    return found
  }

  /// The packages of a set as they are with overlays on top, by attribute.
  ///
  /// Not cached, since overlays change. `overlays` are absolute paths.
  package func packages(
    _ attributes: [String], of ecosystem: Ecosystem, overlays: [String], options: SnapshotOptions
  ) async throws(NixpkgsError) -> [String: FoundPackage] {
    let wanted = Set(attributes).sorted()
    guard !wanted.isEmpty else { return [:] }
    let set = ecosystem == .pypi ? "python" : "rPackages"
    let values = try await query(wanted.map { [set, $0] }, overlays: overlays, options: options)
    var found: [String: FoundPackage] = [:]
    for (attribute, value) in zip(wanted, values) {
      found[attribute] = FoundPackage(attribute, value)
    }
    return found
  }

  private func path(of attribute: String) -> [String] {
    attribute.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
  }

  private func query(
    _ paths: [[String]], overlays: [String], options: SnapshotOptions
  ) async throws(NixpkgsError) -> [JSONValue] {
    let evaluation = Evaluation(
      tool: options.tool, location: location, python: options.python, overlays: overlays,
      request: paths)
    let answer = try await evaluation.run(SnapshotExpression.query)
    guard let values = answer.value.list, values.count == paths.count else {
      throw .unreadableAnswer(path: location.path, reason: "it is not a list of what was asked for")
    }
    return values
  }
}

extension FoundPackage {
  /// The package of an answer; `nil` where there was none.
  init?(_ attribute: String, _ value: JSONValue) {
    guard let fields = value.list, fields.count == 4, let name = fields[0].text,
      let pname = fields[1].text, let version = fields[2].text
    else { return nil }
    let inputs = fields[3].texts
    self.init(
      attribute: attribute,
      pname: pname.isEmpty ? String(DerivationName.withoutPrefix(name).name) : pname,
      versionText: version, propagated: inputs.contains("?") ? nil : inputs)
  }
}
