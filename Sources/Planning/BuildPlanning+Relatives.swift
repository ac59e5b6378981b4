import Basics
import PackageMetadata
import PythonSource

/// Projects that may provide what a package imports and does not declare.
extension BuildPlanning {
  /// The most modules for which a project is asked.
  private static let maximumRelatives = 3

  /// Projects that have the home page of a package and the names of modules that nothing else is known to
  /// provide: `mozinfo`, which mozcrash imports, or `family-log` of `family.log`, which `family-core` does.
  ///
  /// - Parameters:
  ///   - id: The package.
  ///   - modules: Dotted names.
  ///   - links: The requirements between the packages of the plan.
  ///   - built: What was planned so far.
  /// - Returns: The projects that are not part of the plan yet, sorted.
  func relatives(
    of id: PackageID, bringing modules: [String], _ links: PlanLinks, _ built: Built
  ) async -> [PackageID] {
    guard !modules.isEmpty, let home = Self.home(of: links.choices[id]?.metadata) else { return [] }
    let mine = Set(built.sources[id]?.contents?.imports.names.map(\.topLevelModule) ?? [])
    let named = modules.map { module in
      let top = module.topLevelModule
      guard mine.contains(top) else { return PackageID.pypi(top) }
      return .pypi(module.split(separator: ".").prefix(2).joined(separator: "-"))
    }
    var found: [PackageID] = []
    for relative in Set(named).subtracting([id]).sorted().prefix(Self.maximumRelatives)
    where built.solved.solution[.package(relative)] == nil {
      let other = await newest(of: relative, built.solved.provider)
      if Self.home(of: other) == home { found.append(relative) }
    }
    return found
  }

  /// What the newest usable release of a project says about itself; nil if there is none.
  private func newest(of id: PackageID, _ provider: PlanProvider) async -> ReleaseMetadata? {
    // That there is no such project is no failure, and no reason to look for names like it.
    guard let catalog = provider.memory.catalogs[.pypi],
      (try? await catalog.project(id)) != nil, let table = try? await provider.table(for: id),
      let index = table.newestUsable()
    else { return nil }
    return try? await provider.memory.metadata(of: table.release(at: index))
  }

  /// A home page by which projects are told apart: not that of a whole site, nor one of a template.
  static func home(of metadata: ReleaseMetadata?) -> String? {
    guard let page = metadata?.homePage, let scheme = page.firstRange(of: "://") else { return nil }
    var place = page[scheme.upperBound...].lowercased()
    while place.hasSuffix("/") { place.removeLast() }
    if place.hasSuffix(".git") { place.removeLast(4) }
    guard place.contains("/"), !place.hasSuffix("/sampleproject") else { return nil }
    return place.hasPrefix("www.") ? String(place.dropFirst(4)) : place
  }
}
