import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning

/// The attributes that an environment is to have.
struct EnvironmentContents: Hashable, Sendable {
  var python: [String] = []
  var r: [String] = []
  /// Paths of packages at nixpkgs' top level.
  var tools: [String] = []
  /// Whether one of them, or of what they need, is in the overlay.
  var needsOverlay = false

  var isEmpty: Bool { python.isEmpty && r.isEmpty && tools.isEmpty }

  /// What was requested of a plan, and what extras bring that nixpkgs' own package doesn't.
  init(_ plan: Plan, specs: [PackageSpec], tools: [String], snapshot: Snapshot) {
    self.tools = Set(tools).sorted()
    needsOverlay = plan.packages.contains { $0.action != .nixpkgs }
    for id in plan.requested {
      guard let package = plan.package(id) else { continue }
      add(package)
      let extras = specs.contains { $0.requirement.id == id && !$0.requirement.extras.isEmpty }
      guard extras, package.action == .nixpkgs, let pin = snapshot.pin(for: id) else { continue }
      let brought = Set(snapshot.propagatedPins(by: pin).map(\.id))
      for other in plan.packages where other.neededBy.contains(id) && !brought.contains(other.id) {
        add(other)
      }
    }
    sort()
  }

  private mutating func add(_ package: PlannedPackage) {
    if package.id.ecosystem == .pypi {
      python.append(package.attribute)
    } else {
      r.append(package.attribute)
    }
  }

  private mutating func sort() {
    python = Set(python).sorted()
    r = Set(r).sorted()
  }

  /// What an overlay holds that somebody asked for by name.
  init(requestedIn overlay: OverlayDocument) {
    for entry in overlay.packages where entry.isRequested {
      if entry.ecosystem == .pypi {
        python.append(entry.attribute)
      } else {
        r.append(entry.attribute)
      }
    }
    needsOverlay = !isEmpty
    sort()
  }

  /// What another environment has.
  init(of file: EnvironmentFile, needsOverlay: Bool) {
    python = file.python
    r = file.r
    self.needsOverlay = needsOverlay
  }

  /// Stand-ins for what is requested, to see whether a file can take it before anything is planned.
  init(guessedFrom requirements: [Requirement]) {
    for requirement in requirements {
      let id = requirement.id
      let name = String(id.name.map { $0 == "." ? "_" : $0 })
      if id.ecosystem == .pypi { python.append(name) } else { r.append(name) }
    }
    sort()
  }

  init() {}
}
