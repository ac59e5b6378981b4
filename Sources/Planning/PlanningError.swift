package import PackageMetadata
import Resolution
package import Versions

/// Why there is no plan.
///
/// `PlanWording` has the words for proofs and reasons; Operations' `Failure` makes the sentence of each case.
package enum PlanningError: Error, Sendable {
  /// No versions fit; the explanation is missing for a trial, which nobody reads about.
  case noSolution(PlanExplanation?, waysOut: [WayOut])
  /// An index has no such project; `path` leads to it from a request.
  case notFound(PackageID, path: [PackageID], near: [String])
  /// The project has no file that can be used.
  case noArtifact(PackageID, NoArtifact, waysOut: [WayOut], noWayOut: NoWayOut? = nil)
  /// The search for versions reached a limit.
  case gaveUp(Limit)
  /// The network, the disk or Nix failed; in the words of what failed.
  case unavailable(PackageID?, reason: String)
  /// Nix failed, in its words.
  case nix(String)
  /// The request makes no sense.
  case input(String)

  /// What ends a search before it has a result.
  package enum Limit: Hashable, Sendable {
    case packages(Int)
    case seconds(Int)
    /// The task was cancelled.
    case interruption
    /// So many versions were tried, and what was learned takes too much memory.
    case memory(tried: Int)
  }
}

/// Why a project has no file that can be used.
package enum NoArtifact: Hashable, Sendable {
  /// The reason of its newest release, none of whose predecessors can be used either.
  case noRelease(UnusableReason, newest: Newest?)
  /// A release has no file for the target.
  case noFile(PackageVersion)
  /// Its only usable file cannot be read, in the words of its reader.
  case unreadable(reason: String)
  /// The sdist of a release cannot be built, and there is no wheel; `meant` is the project that was
  /// probably meant.
  case unbuildable(PackageVersion, Note.WheelReason, meant: PackageID?)
  /// A release has no module at all; `meant` is the project of the module of its name.
  case installsNothing(PackageVersion, meant: PackageID)
  /// The code of a release cannot be imported on the target.
  case unimportable(PackageVersion?, CodeObstacle)
  case windowsOnly
  case macOSOnly
  /// Its code imports a name that a package does not have at the version that is there, to which its bound
  /// gave way.
  case outgrown(PackageVersion?, CodeObstacle, Holding)
  /// All that a release installs has the name of a module of the standard library, which it would hide.
  case hidesStandardLibrary(PackageVersion?, module: String, PythonVersion)

  /// The newest release that counts.
  package struct Newest: Hashable, Sendable {
    package let version: PackageVersion
    package let date: Timestamp?
    /// Whether the project has no other.
    package let isOnly: Bool
  }
}

/// That no option helps, though another snapshot could.
package struct NoWayOut: Hashable, Sendable {
  let snapshot: String
  let triedPythons: Bool
}

/// Why no versions fit: a proof, and what has to be known to put it into words.
package struct PlanExplanation: Sendable {
  let proof: PlanSearch.Proof
  let wording: FailureWording
  let noWayOut: NoWayOut?
  /// The R of the snapshot, where packages need another one.
  let r: RVersion?

  /// The explanation in sentences.
  package var sentences: [String] { PlanWording.sentences(of: self) }
}
