import ContentHash
import Nixpkgs
import PackageMetadata
import Planning

extension Plan {
  /// The plan with what was found out while derivations were made.
  func adding(notes: [PackageID: [String]], hashes: [PackageID: ContentHash]) -> Plan {
    var plan = self
    for index in plan.packages.indices {
      let id = plan.packages[index].id
      plan.packages[index].notes += notes[id] ?? []
      guard let hash = hashes[id] else { continue }
      plan.packages[index].sources = plan.packages[index].sources.map { source in
        PlannedSource(artifact: source.artifact.with(sha256: hash), systems: source.systems)
      }
    }
    return plan
  }
}

extension Plan {
  /// The plan with the requirements named that a check of installed distributions would miss.
  func namingRemoved(by snapshot: Snapshot) -> Plan {
    var plan = self
    for index in plan.packages.indices {
      let package = plan.packages[index]
      guard package.id.ecosystem == .pypi, package.isWritten,
        case .known(let requirements)? = package.metadata?.requirements
      else { continue }
      let renamed = package.dependencies.filter { dependency in
        guard let pin = snapshot.pin(for: dependency.id), pin.attribute == dependency.attribute
        else { return false }
        return pin.distributionName != dependency.id.name
      }
      let missed = Set((package.leftOut + renamed).map(\.id))
      let names = requirements.filter { missed.contains($0.id) }.map(\.writtenName)
      plan.packages[index].removedRequirements = Set(names).sorted()
    }
    return plan
  }
}

extension Artifact {
  fileprivate func with(sha256: ContentHash) -> Artifact {
    Artifact(
      fileName: fileName, url: url, kind: kind, sha256: sha256, size: size,
      uploadTime: uploadTime, requiresPython: requiresPython, yanked: yanked,
      metadataFile: metadataFile)
  }
}
