import PackageMetadata
import Requests

extension RequestResolution {
  /// Whether R packages are locked, likely to superseded versions.
  var locksR: Bool { wishes.keys.contains { $0.ecosystem == .cran } }

  /// What to say of locks that are older than their manifests, where there is no plan.
  var staleness: [String] {
    report.notes.compactMap { note in
      if case .stale = note { note.description } else { nil }
    }
  }

  /// What the lock says and the index does not, where that is more than an R package of another version.
  func failure(_ catalogs: LockedCatalogs) -> Failure? {
    let mismatches = catalogs.mismatches.filter { $0.key.ecosystem == .pypi }
    guard !mismatches.isEmpty else { return nil }
    let lines = mismatches.sorted { $0.key < $1.key }.map { id, mismatch in
      let place = wishes[id].map { "\($0.place): " } ?? ""
      switch mismatch {
      case .hashes(let version, let files):
        return "\(place)the index has other hashes of '\(id.name)' \(version) than the file: "
          + files.prefix(3).joined(separator: ", ")
      case .noFile(let version):
        return
          "\(place)the index has none of the files of '\(id.name)' \(version) that the lock has"
      case .noVersion(let version, let newest):
        return "\(place)the index does not have '\(id.name)' \(version)"
          + (newest.map { "; its newest is \($0)" } ?? "")
      }
    }
    let isStale = mismatches.values.contains { if case .hashes = $0 { true } else { false } }
    return Failure(isStale ? .stale : .notFound, sentences: lines)
  }

  /// The R packages of which no repository has the locked version: CRAN keeps all, others do not.
  func warnings(_ catalogs: LockedCatalogs) -> [PlanWarning] {
    catalogs.mismatches.sorted { $0.key < $1.key }.compactMap { id, mismatch in
      guard id.ecosystem == .cran, case .noVersion(let version, let newest?) = mismatch else {
        return nil
      }
      return .notLocked(id, locked: version, used: newest)
    }
  }
}
