import PackageMetadata

extension PlannedPackage {
  /// The import names that a check can count on: the one that is the project's own where there is
  /// one, since others beside it are often tests, or plug-ins for what is not installed.
  ///
  /// None for a project that can only be imported beside one that requires it.
  package var checkedImportNames: [String] {
    if HostedPackages.names.contains(id.name) { return [] }
    func letters(_ text: String) -> String {
      String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
    let own = letters(id.name)
    let matching = importNames.filter { letters($0) == own }
    if !matching.isEmpty { return matching }
    let related = importNames.filter { name in
      let name = letters(name)
      return own.hasPrefix(name) || name.hasPrefix(own) || own.hasSuffix(name)
    }
    return Array((related.isEmpty ? importNames : related).prefix(1))
  }
}

extension Plan {
  /// Forgets the import names of what lies in the namespace of a project that needs it, as
  /// `langgraph.prebuilt` does in that of `langgraph`: it may use its host, which a build of its own
  /// has not.
  package mutating func forgetHostedImportNames() {
    for index in packages.indices where packages[index].id.ecosystem == .pypi {
      let roots = Set(
        packages[index].checkedImportNames.map { name in
          let dot = name.utf8.firstIndex(of: UInt8(ascii: "."))
          return dot.map { PackageID.pypi(name[..<$0]) }
        })
      guard roots.count == 1, let host = roots.first ?? nil,
        packages[index].neededBy.contains(host)
      else { continue }
      packages[index].importNames = []
    }
  }
}
