package import PackageMetadata
package import Versions

/// A change of the request that makes it succeed; each was tried before it is offered.
///
/// For `import pypi:foo`, where foo needs numpy 3 and nixpkgs has numpy 2:
///
///     .relax([numpy], .held)        options [.relax(numpy)],    requests nil
///     .override([(numpy, "3.1")])   options [.override(numpy)], requests nil
///     .release(foo, "1.0", …)       options [],                 requests [foo==1.0]
package enum WayOut: Hashable, Sendable {
  /// Relax bounds again, which the request forbids.
  case leniency
  /// Leave out requests that contradict the others, which are kept.
  case leaveOut([Requirement], keeping: [Requirement])
  /// Ask for one release of a requested package.
  case release(Release, requests: [Requirement])
  /// Consider releases of any age, among which this one fits.
  case anyAge(Release, requests: [Requirement]?)
  /// Ignore the bounds on packages.
  case relax([PackageID], RelaxedUse)
  /// Replace what nixpkgs has; the requests change where only they can name a release that old.
  case override([Replacement], requests: [Requirement]?)
  /// Allow pre-releases.
  case prereleases
  /// Use another interpreter, by its attribute such as `python312`.
  case python(attribute: String, version: PythonVersion)
  /// Use another snapshot of nixpkgs, with this version of R or a newer one where that is what it
  /// takes; the one way that is not tried.
  case snapshot(leastR: RVersion?)
  /// Use this release of nixpkgs (`nixos-20.09`), the newest one whose Python, such as `3.8`, the releases
  /// that are asked for support; not tried either, since it would have to be downloaded.
  case channel(String, python: String)

  /// A release that fits.
  package struct Release: Hashable, Sendable {
    package let id: PackageID
    /// As the index or nixpkgs writes it.
    package let version: String
    /// When it was uploaded, if that is known and the release would be imported.
    package let date: Timestamp?
  }

  /// What a package whose bounds are ignored is used for.
  package enum RelaxedUse: Hashable, Sendable {
    /// What nixpkgs has is used, which lies above the bounds.
    case held
    /// What nixpkgs has is used, which lies below the bounds.
    case heldTooOld
    /// Some of them are imported at a release that others exclude.
    case imported
  }

  /// A package of nixpkgs that is replaced.
  package struct Replacement: Hashable, Sendable {
    package let id: PackageID
    /// The version that takes its place.
    package let version: PackageVersion?
  }

  /// An option that a way out changes; the command line knows how each is spelt.
  package enum Option: Hashable, Sendable {
    /// Bounds may be relaxed.
    case lenient
    /// Bounds on this package are ignored.
    case relax(PackageID)
    /// What nixpkgs has of this package may be replaced.
    case override(PackageID)
    /// Releases of any age are considered.
    case anyAge
    /// Pre-releases are allowed.
    case prereleases
    /// The attribute of the interpreter.
    case python(String)
    /// Where nixpkgs is; the user has to name it.
    case snapshot
    /// The channel of a release of nixpkgs.
    case channel(String)
  }

  /// The options to change, in the order in which to write them.
  package var options: [Option] {
    switch self {
    case .leniency: [.lenient]
    case .leaveOut, .release, .override(_, .some): []
    case .anyAge: [.anyAge]
    case .relax(let ids, _): ids.map(Option.relax)
    case .override(let replacements, nil): replacements.map { .override($0.id) }
    case .prereleases: [.prereleases]
    case .python(let attribute, _): [.python(attribute)]
    case .snapshot: [.snapshot]
    case .channel(let name, _): [.channel(name)]
    }
  }

  /// What to ask for in the place of all requests; `nil` to keep them.
  package var requests: [Requirement]? {
    switch self {
    case .leaveOut(_, let requests), .release(_, let requests): requests
    case .anyAge(_, let requests), .override(_, let requests): requests
    case .leniency, .relax, .prereleases, .python, .snapshot, .channel: nil
    }
  }
}
