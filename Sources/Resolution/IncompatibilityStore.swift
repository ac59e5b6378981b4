import Versions

/// An arena of incompatibilities: sets of terms that cannot all hold.
///
/// An incompatibility is named by its number, and never changes or goes away, so that what was
/// learned from it can be explained. Packages are numbers, and versions `Mark`s. Its terms lie in
/// one flat array, one for each package.
struct IncompatibilityStore {
  /// Where an incompatibility comes from.
  enum Origin: Hashable {
    /// The root package is wanted.
    case root
    /// No version is left in the set.
    case noVersions
    /// The versions cannot be used; the reason is kept by number.
    case unavailable(reason: Int)
    /// The first package's versions depend on the second.
    case dependency(of: Int, on: Int)
    /// The first package is part of the second: they have one version.
    case variant(of: Int, base: Int)
    /// It follows from two others.
    case derived(Int, Int)
  }

  private(set) var origins: [Origin] = []
  /// The package of each term.
  private(set) var packages: [Int] = []
  /// The terms of all, one incompatibility after another.
  private(set) var terms: [Term<Mark>] = []
  private var ends: [Int] = []

  /// How many there are.
  var count: Int { origins.count }

  /// The places of an incompatibility's terms.
  func range(_ id: Int) -> Range<Int> { (id == 0 ? 0 : ends[id - 1])..<ends[id] }

  /// The term about a package, if the incompatibility has one.
  func term(of package: Int, in id: Int) -> Term<Mark>? {
    for index in range(id) where packages[index] == package { return terms[index] }
    return nil
  }

  /// Keeps an incompatibility of one term.
  mutating func add(_ origin: Origin, _ package: Int, _ term: Term<Mark>) -> Int {
    append(package, term)
    return finish(origin)
  }

  /// Keeps the incompatibility that says: these versions of one package need those of another.
  ///
  /// A package that depends on itself has just the one term, which is what it forbids.
  mutating func addDependency(
    of package: Int, _ versions: VersionSet<Mark>,
    on dependency: Int, _ allowed: VersionSet<Mark>
  ) -> Int {
    if package == dependency {
      append(package, .present(versions.subtracting(allowed)))
    } else {
      append(package, .present(versions))
      append(dependency, .not(allowed))
    }
    return finish(.dependency(of: package, on: dependency))
  }

  /// Keeps the incompatibility that says: where the base has this version, so has its part.
  mutating func addVariant(
    _ package: Int, _ only: VersionSet<Mark>, of base: Int, at version: Mark
  ) -> Int {
    append(package, .present(only.complement))
    append(base, .present(.singleton(version)))
    return finish(.variant(of: package, base: base))
  }

  /// Keeps what follows from two incompatibilities by resolution on one package's terms.
  mutating func addResolvent(of first: Int, and second: Int, on package: Int) -> Int {
    var pivot: Term<Mark>?
    let firstRange = range(first)
    let secondRange = range(second)
    let start = terms.count
    for index in firstRange {
      if packages[index] == package {
        pivot = terms[index]
      } else {
        append(packages[index], terms[index])
      }
    }
    for index in secondRange {
      let other = packages[index]
      if other == package {
        pivot = pivot?.union(terms[index]) ?? terms[index]
      } else if let place = (start..<terms.count).first(where: { packages[$0] == other }) {
        terms[place] = terms[place].intersection(terms[index])
      } else {
        append(other, terms[index])
      }
    }
    if let pivot { append(package, pivot) }
    return finish(.derived(first, second))
  }

  /// Renames the marks of a package; their order must stay.
  mutating func rename(_ package: Int, _ transform: (Mark) -> Mark) {
    for index in terms.indices where packages[index] == package {
      terms[index] = terms[index].mapped(transform)
    }
  }

  /// Adds a term to the incompatibility under construction, unless it says nothing.
  private mutating func append(_ package: Int, _ term: Term<Mark>) {
    if term.isAny { return }
    packages.append(package)
    terms.append(term)
  }

  private mutating func finish(_ origin: Origin) -> Int {
    origins.append(origin)
    ends.append(terms.count)
    return origins.count - 1
  }
}
