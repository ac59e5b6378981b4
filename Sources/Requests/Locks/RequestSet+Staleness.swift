import PackageMetadata

extension RequestSet {
  /// The file with what the project beside it asks for by default, as bounds on what it pins.
  func bounded(by manifest: RequestSet?) -> RequestSet {
    guard let manifest else { return self }
    var result = self
    let groups = Set(manifest.defaultGroups)
    for request in manifest.requests where request.requirement.marker == nil {
      if case .group(let name) = request.scope, !groups.contains(name) { continue }
      if case .extra = request.scope { continue }
      guard case .index = request.source, result.manifest[request.id] == nil else { continue }
      result.manifest[request.id] = request.requirement
    }
    return result
  }

  /// The lock with a note on every package that its manifest wants otherwise: one that it does not have,
  /// or has only at versions that the manifest excludes.
  func compared(with manifest: RequestSet?) -> RequestSet {
    guard let manifest, let lock else { return self }
    var result = self
    let entries = Dictionary(grouping: lock.packages, by: \.id)
    var told: Set<PackageID> = []
    for request in manifest.requests {
      // What is for other systems or Pythons alone need not be locked, nor what a group is without.
      guard request.requirement.marker == nil, case .index = request.source else { continue }
      let isStale: Bool
      if let known = entries[request.id] {
        isStale = !known.contains { package in
          package.version.map { request.requirement.constraint.contains($0) } ?? true
        }
      } else {
        isStale = request.scope == .main
      }
      guard isStale, told.insert(request.id).inserted else { continue }
      result.notes.append(
        .stale(request.id, asked: "\(request.requirement)", lock: kind, path: path))
    }
    return result
  }
}
