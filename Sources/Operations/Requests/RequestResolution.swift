import Basics
import CRAN
import Nixpkgs
import PackageMetadata
import Planning
import PyPI
import Requests
import Versions

/// What files of requests mean for one nixpkgs: requests for the planner, locked versions, indexes.
struct RequestResolution: Sendable {
  var specs: [PackageSpec] = []
  var wishes: [PackageID: LockedCatalog.Wish] = [:]
  /// The indexes of packages that have some of their own.
  private(set) var routes: [PackageID: [String]] = [:]
  /// The indexes that stand in PyPI's place for all packages, where all requests agree on them.
  private(set) var indexes: [String] = []
  private(set) var repositories: [String] = []
  /// The R packages that the command line names.
  var typedR: Set<String> = []
  var overrides: Set<PackageID> = []
  /// The packages that are in no index.
  var outside: [PackageID: Outside] = [:]
  /// What they are, once they were read.
  var outsideProjects: [PackageID: Project] = [:]
  /// The R packages among them, by the addresses of their archives.
  var outsideSources: [String: SourcePackage] = [:]
  /// Packages that are not available from the source that a file names: what an index or nixpkgs has of their
  /// names is from another source.
  var unavailable: Set<PackageID> = []
  /// The packages that the command line asks an index for, whatever files say of them.
  var typed: Set<PackageID> = []

  var report = RequestReport()
  /// Where files ask for what is neither a package of Python nor of R.
  var toolPlaces: [String: Place] = [:]
  /// What may turn out not to be on PyPI.
  var guessed: [PackageID: Place] = [:]
  /// Modules that a project of their own name may bring.
  var modules: [PackageID: ScannedUse] = [:]
  private(set) var wanted: Set<PackageID> = []
  /// How many packages the code of the file at hand uses.
  private var scanned = 0
  let snapshot: Snapshot
  /// The packages of nixpkgs that may be replaced.
  private let replaceable: Set<PackageID>
  let files: RequestFiles

  /// Selects from the files what holds for a snapshot's Python and system.
  init(
    _ files: RequestFiles, typed: [PackageSpec], snapshot: Snapshot, pypi defaultIndex: String,
    replacing replaceable: Set<PackageID> = []
  ) throws(Failure) {
    self.replaceable = replaceable
    self.files = files
    self.snapshot = snapshot
    for spec in typed { add(spec) }
    let system = SystemSet(named: snapshot.facts.system)?.systems.first ?? .x86_64Linux
    var problems: [RequestProblem] = []
    var unknownParts: [RequestProblem] = []
    for set in files.sets {
      // A file without an extra or group may be used together with one that has it.
      let known = Set(set.extras).union(["all"])
      let choice = RequestSet.Choice(
        extras: files.sets.count > 1 ? files.extras.intersection(known) : files.extras,
        groups: files.groups.map { groups in
          files.sets.count > 1 ? groups.intersection(Set(set.groups).union(["all"])) : groups
        }, target: snapshot.facts.python?.target, system: system)
      let selected = set.selected(choice)
      unknownParts += selected.problems
      add(set, selected, index: defaultIndex)
    }
    problems += unknownParts
    if let failure = RequestFiles.failure(problems) { throw failure }
    finish(defaultIndex)
  }

  // MARK: - One file

  private mutating func add(
    _ set: RequestSet, _ selected: RequestSet.Selected, index: String
  ) {
    let isPinned = Self.isPinned(set, selected)
    var own: Set<PackageID> = []
    let locked = Set(selected.locked.map(\.id))
    for request in selected.requests {
      if isNeedless(request.id) {
        report.leftOut.append(
          LeftOut(request.requirement.writtenName, .inStandardLibrary, place: request.place))
        continue
      }
      if set.lock != nil, !locked.contains(request.id) {
        let isTold = set.notes.contains { note in
          if case .stale(let id, _, _, _) = note { id == request.id } else { false }
        }
        if !isTold {
          report.notes.append(
            .stale(
              request.id, asked: request.requirement.writtenName, lock: set.kind, path: set.path))
        }
        continue
      }
      own.insert(request.id)
      add(request, of: set, isPinned: isPinned, index: index)
    }
    for package in selected.locked {
      if isNeedless(package.id) {
        report.leftOut.append(LeftOut(package.name, .inStandardLibrary, place: package.place))
        continue
      }
      var wish = LockedCatalog.Wish(
        version: package.version, hashes: package.hashes, place: package.place)
      if case .index = package.source {} else { wish.version = nil }
      wishes[package.id] = wish
      route(package.id, package.source, of: set, index: index)
      want(package.id, package.version, set)
      switch package.source {
      case .index:
        if !own.contains(package.id) {
          specs.append(
            PackageSpec(
              requirement: set.manifest[package.id] ?? package.plainRequirement,
              isBioconductor: package.isBioconductor))
        }
      case .archive(let url, nil):
        take(
          .archive(url: url), package.plainRequirement, at: package.place,
          isNew: !own.contains(package.id))
      case .git(let git):
        take(
          .git(git), package.plainRequirement, at: package.place, isNew: !own.contains(package.id))
      default: leave(package.id, package.name, package.version, package.source, package.place)
      }
    }
    for constraint in set.constraints {
      var wish = wishes[constraint.id] ?? LockedCatalog.Wish(place: constraint.place)
      if let version = Self.pin(constraint.requirement) {
        wish.version = wish.version ?? version
      } else {
        wish.bounds = constraint.requirement.constraint
      }
      if wish.hashes.isEmpty { wish.hashes = constraint.hashes }
      wishes[constraint.id] = wish
    }
    for tool in set.tools { take(tool) }
    add(uses: set.uses, of: set)
    report.leftOut += selected.leftOut
    for left in selected.leftOut where left.reason.isElsewhere {
      if set.kind == .renvLock || set.kind == .description {
        unavailable.insert(.cran(left.name))
      } else if PythonName.isValid(left.name) {
        unavailable.insert(.pypi(left.name))
      }
    }
    report.notes += set.notes
    repositories += set.kind == .description ? set.indexes.repositories : []
    let uses = scanned
    scanned = 0
    let names =
      uses + (set.lock == nil ? Set(selected.requests.map(\.id)) : locked).count
      + selected.leftOut.count + set.tools.count
    report.files.append(
      RequestReport.File(
        path: set.path, kind: set.kind, count: names, isLock: set.lock != nil || isPinned))
    compare(set)
  }

  private mutating func add(
    _ request: Request, of set: RequestSet, isPinned: Bool, index: String
  ) {
    var requirement = request.requirement
    // The choice of extras has been made.
    if requirement.marker?.mentionsExtra == true { requirement = requirement.withoutCondition }
    let pin = Self.pin(requirement)
    if set.kind == .description, case .index = request.source, let bounds = outgrown(requirement) {
      report.remarks.append(
        .outgrown(
          request.id, name: requirement.writtenName, bounds: bounds,
          has: snapshot.pin(for: request.id)?.versionText, file: set.path))
      requirement = requirement.unbounded
    }
    if set.kind == .conda, pin == nil, Self.isPrefix(requirement) {
      // conda's `=1.2`: what begins so is what the environment was made with.
      wishes[request.id] = LockedCatalog.Wish(
        bounds: requirement.constraint, place: request.place)
      requirement = requirement.unbounded
    } else if isPinned || set.kind == .conda, let pin {
      wishes[request.id] = LockedCatalog.Wish(
        version: pin, hashes: request.hashes, place: request.place)
      requirement = set.manifest[request.id] ?? requirement.unbounded
    } else if !request.hashes.isEmpty, set.lock == nil {
      wishes[request.id] = LockedCatalog.Wish(
        version: pin, hashes: request.hashes, place: request.place)
    }
    route(request.id, request.source, of: set, index: index)
    if set.lock == nil { want(request.id, isPinned || set.kind == .conda ? pin : nil, set) }
    if request.isNameGuessed, set.kind == .conda { guessed[request.id] = request.place }
    switch request.source {
    case .index:
      specs.append(
        PackageSpec(
          requirement: named(requirement.withURL(nil), request),
          isBioconductor: request.isBioconductor))
    case .archive(let url, let directory)
    where directory == nil || requirement.id.ecosystem == .pypi:
      take(.archive(url: url), requirement, at: request.place)
    case .git(let git): take(.git(git), requirement, at: request.place)
    default:
      leave(request.id, requirement.writtenName, nil, request.source, request.place)
      report.wanted.removeAll { $0.id == request.id }
    }
  }

  /// Whether the Python at hand has a package in its standard library, and nixpkgs does not have it.
  private func isNeedless(_ id: PackageID) -> Bool {
    guard let minor = snapshot.facts.python?.target.minor, snapshot.pin(for: id) == nil else {
      return false
    }
    return StandardBackports.isNeedless(id, minor: minor, isInNixpkgs: false)
  }

  /// The bounds of a DESCRIPTION's requirement that nixpkgs' package does not meet: they say what the
  /// project was written for, and ask for no replacement.
  private func outgrown(_ requirement: Requirement) -> RSpecifierSet? {
    guard case .r(let bounds) = requirement.constraint, !bounds.isEmpty,
      !replaceable.contains(requirement.id),
      let version = snapshot.pin(for: requirement.id)?.version,
      !requirement.constraint.contains(version)
    else { return nil }
    return bounds
  }

  // MARK: - Scanned code

  /// Asks for a package that code uses.
  mutating func ask(for id: PackageID, of set: RequestSet) {
    want(id, nil, set)
    scanned += 1
    specs.append(
      PackageSpec(
        requirement: id.ecosystem == .pypi ? .python(id.name) : .r(name: id.name)))
  }

  /// Notes that only the index can tell whether a project brings a module.
  mutating func perhaps(_ id: PackageID, module: ScannedUse) { modules[id] = module }

  mutating func leave(_ name: String, _ reason: LeftOut.Reason, at place: Place) {
    report.leftOut.append(LeftOut(name, reason, place: place))
    scanned += 1
  }

  private mutating func leave(
    _ id: PackageID, _ name: String, _ version: PackageVersion?, _ source: PackageSource,
    _ place: Place
  ) {
    unavailable.insert(id)
    let reason: LeftOut.Reason =
      switch source {
      case .path(let path): .localPath(path)
      case .other(let system, _): .versionControl(system)
      case .git(let git): .unreadSource(git.url)
      case .archive(let url, _): .unreadSource(url)
      case .index: .unknownOrigin
      }
    report.leftOut.append(LeftOut(name, version: version?.description, reason, place: place))
    report.wanted.removeAll { $0.id == id }
  }

  private mutating func want(_ id: PackageID, _ version: PackageVersion?, _ set: RequestSet) {
    guard wanted.insert(id).inserted else { return }
    report.wanted.append(RequestReport.Wanted(id: id, locked: version, file: set.path))
  }

  /// Whether a requirements file is a lock in all but name: it pins nine of ten of its packages.
  private static func isPinned(_ set: RequestSet, _ selected: RequestSet.Selected) -> Bool {
    guard set.kind == .requirements else { return false }
    let pinned = selected.requests.count { pin($0.requirement) != nil }
    return pinned >= 3 && pinned * 10 >= selected.requests.count * 9
  }

  /// Whether a requirement's only bound is a prefix, such as `==1.2.*`.
  private static func isPrefix(_ requirement: Requirement) -> Bool {
    guard case .python(let set) = requirement.constraint, set.specifiers.count == 1 else {
      return false
    }
    return set.specifiers[0].comparison == .equal && set.specifiers[0].isPrefix
  }

  /// The version of a requirement that allows one only.
  private static func pin(_ requirement: Requirement) -> PackageVersion? {
    switch requirement.constraint {
    case .python(let set):
      guard set.specifiers.count == 1, let only = set.specifiers.first, only.comparison == .equal,
        !only.isPrefix
      else { return nil }
      return only.version.map(PackageVersion.python)
    case .r(let set):
      guard set.specifiers.count == 1, let only = set.specifiers.first, only.comparison == .equal
      else { return nil }
      return .r(only.version)
    }
  }

  // MARK: - Indexes

  private mutating func route(
    _ id: PackageID, _ source: PackageSource, of set: RequestSet, index defaultIndex: String
  ) {
    guard id.ecosystem == .pypi else {
      if case .index(let url?) = source { routes[id] = [url] }
      return
    }
    var urls: [String] = []
    if case .index(let url?) = source {
      urls = [url]
    } else if !set.indexes.isEmpty {
      urls = set.indexes.additional + [set.indexes.primary ?? defaultIndex]
    }
    urls = urls.map { Self.isPyPI($0) ? defaultIndex : $0 }
    if !urls.isEmpty, urls != [defaultIndex] { routes[id] = urls }
  }

  /// Whether an address is that of PyPI itself.
  private static func isPyPI(_ url: String) -> Bool {
    func plain(_ text: String) -> Substring {
      var text = text[...]
      while text.last == "/" { text.removeLast() }
      return text
    }
    return plain(url) == plain(PyPIOptions.defaultIndexURL)
  }

  /// Requests that all name the same indexes name them for what they need, too, as with pip.
  private mutating func finish(_ defaultIndex: String) {
    let python = specs.map(\.requirement.id).filter { $0.ecosystem == .pypi }
    let lists = Set(python.map { routes[$0] ?? [defaultIndex] })
    if lists.count == 1, let list = lists.first, list != [defaultIndex] {
      indexes = list
      routes = routes.filter { $0.key.ecosystem != .pypi }
    }
    report.wanted.sort { $0.id < $1.id }
    for (id, wish) in wishes {
      guard files.locksAll || files.locked.contains(id), let version = wish.version else {
        continue
      }
      guard let pin = snapshot.pin(for: id), pin.version != version else { continue }
      overrides.insert(id)
      let isOne = specs.contains { $0.requirement.id == id }
      let exact = Self.exact(id, version)
      specs = specs.map { spec in
        spec.requirement.id == id
          ? PackageSpec(
            requirement: spec.requirement.unbounded.bounded(by: version),
            isBioconductor: spec.isBioconductor) : spec
      }
      if !isOne { specs.append(PackageSpec(requirement: exact)) }
    }
    specs.sort { ($0.requirement.id, $0.text) < ($1.requirement.id, $1.text) }
  }

  private static func exact(_ id: PackageID, _ version: PackageVersion) -> Requirement {
    Requirement(id: id, writtenName: id.name, constraint: .exactly(version))
  }

  // MARK: - R

  private mutating func compare(_ set: RequestSet) {
    if let locked = set.lockedR, let r = snapshot.facts.rVersion, set.kind == .renvLock,
      locked != r
    {
      report.remarks.append(.lockedWithR(locked, has: r, file: set.path))
    }
    if let locked = set.bioconductor, let own = snapshot.facts.bioconductorRelease, locked != own {
      report.remarks.append(.lockedWithBioconductor(locked, has: own, file: set.path))
    }
    if let r = snapshot.facts.rVersion, !set.requiresR.isEmpty, !set.requiresR.contains(r) {
      report.remarks.append(.needsR(set.requiresR, has: r, file: set.path))
    }
    guard let python = snapshot.facts.python?.target.version else { return }
    if let text = set.python, let wanted = PythonVersion(text), wanted.componentCount > 1,
      wanted.component(0) != python.component(0) || wanted.component(1) != python.component(1)
    {
      report.remarks.append(.forPython(text, has: python, file: set.path))
    }
    if let bounds = set.requiresPython, set.kind != .conda, !bounds.contains(python) {
      report.remarks.append(.needsPython(bounds, has: python, file: set.path))
    }
  }

  /// The name of a package of conda, whose names are in lower case.
  private func named(_ requirement: Requirement, _ request: Request) -> Requirement {
    guard request.isNameFolded, case .r(let bounds) = requirement.constraint else {
      return requirement
    }
    let wanted = requirement.id.name
    for attribute in snapshot.allAttributes(of: .cran) where attribute.count == wanted.count {
      let plain = String(attribute.map { $0 == "_" ? "." : $0 })
      guard plain.lowercased() == wanted.lowercased() else { continue }
      let name = snapshot.pin(attribute: attribute, in: .cran)?.id.name ?? plain
      return .r(name: name, bounds: bounds)
    }
    return requirement
  }
}
