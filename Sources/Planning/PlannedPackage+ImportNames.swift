import PackageMetadata

extension PlannedPackage {
  /// The import names that a check can count on, of those that its build has: the one that is the
  /// project's own where there is one, since others next to it are often tests, or plug-ins for what is
  /// not installed.
  ///
  /// Empty for a project that can only be imported together with one that requires it: a known one, or one in
  /// the namespace of a project that needs it, as `langgraph.prebuilt` is in that of `langgraph`. A
  /// build of its own does not have that host.
  package func checkedImportNames(of build: BuildDetails) -> [String] {
    if build.fixes.hasUncertainImport { return [] }
    let names = Self.checked(build.importNames, of: id)
    let roots = Set(
      names.map { name in
        name.utf8.firstIndex(of: UInt8(ascii: ".")).map { PackageID.pypi(name[..<$0]) }
      })
    guard roots.count == 1, let host = roots.first ?? nil, neededBy.contains(host) else {
      return names
    }
    return []
  }

  /// The names that a check can count on, of a package that is not part of a plan yet.
  static func checked(_ names: [String], of id: PackageID) -> [String] {
    if HostedPackages.names.contains(id.name) { return [] }
    func letters(_ text: String) -> String {
      String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
    let own = letters(id.name)
    let matching = names.filter { letters($0) == own }
    if !matching.isEmpty { return matching }
    let related = names.filter { name in
      let name = letters(name)
      return own.hasPrefix(name) || name.hasPrefix(own) || own.hasSuffix(name)
    }
    return Array((related.isEmpty ? names : related).prefix(1))
  }
}
