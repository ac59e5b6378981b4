import Basics
package import PackageMetadata

/// What to do with every package of a closure, and why.
package struct Plan: Hashable, Sendable {
  /// Every package of the closure, sorted by id.
  package let packages: [PlannedPackage]
  /// The ids that the user asked for, in the order asked.
  package let requested: [PackageID]

  package init(packages: [PlannedPackage], requested: [PackageID]) {
    self.packages = packages
    self.requested = requested
  }

  /// The packages that the overlay gains or changes.
  package var written: [PlannedPackage] {
    packages.filter(\.isWritten)
  }

  /// The planned package of one id; binary search, since `packages` is sorted.
  package func package(_ id: PackageID) -> PlannedPackage? {
    let low = partitionPoint(0..<packages.count) { packages[$0].id < id }
    return low < packages.count && packages[low].id == id ? packages[low] : nil
  }
}
