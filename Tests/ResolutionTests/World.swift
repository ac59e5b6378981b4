import Resolution
import Versions

/// A version of three numbers.
struct Number: Comparable, Hashable, Sendable, CustomStringConvertible {
  let parts: [Int]

  init(_ text: some StringProtocol) {
    var parts = text.split(separator: ".").map { Int($0) ?? 0 }
    while parts.count < 3 { parts.append(0) }
    self.parts = parts
  }

  init(_ major: Int, _ minor: Int = 0, _ patch: Int = 0) { parts = [major, minor, patch] }

  /// The first version that `^` leaves out.
  var breaking: Number { parts[0] > 0 ? Number(parts[0] + 1) : Number(0, parts[1] + 1) }

  var description: String { parts.map(String.init).joined(separator: ".") }

  static func < (left: Number, right: Number) -> Bool {
    left.parts.lexicographicallyPrecedes(right.parts)
  }
}

/// A package named by text; `name[part]` is part of `name`.
struct Name: SolverPackage, CustomStringConvertible, ExpressibleByStringLiteral {
  let text: String

  init(_ text: String) { self.text = text }
  init(stringLiteral text: String) { self.text = text }

  var base: Name { Name(String(text.prefix { $0 != "[" })) }
  var description: String { text }

  static func < (left: Name, right: Name) -> Bool { left.text < right.text }
}

typealias Numbers = VersionSet<Number>
typealias Need = Dependency<Name, Number>
typealias Proof = Explanation<Name, Number, String>

/// The set that a bound such as `^1.0.0`, `>=1.0.0 <2.0.0`, `any` or `none` describes.
func numbers(_ text: String) -> Numbers {
  text.split(separator: " ").reduce(.full) { set, bound in
    let operation = bound.prefix { !$0.isNumber }
    let version = Number(bound.dropFirst(operation.count))
    let next: Numbers =
      switch operation {
      case "any": .full
      case "none": .empty
      case ">=": .atLeast(version)
      case ">": .above(version)
      case "<": .below(version)
      case "<=": .atMost(version)
      case "^": .between(version, version.breaking)
      case "!=": .singleton(version).complement
      default: .singleton(version)
      }
    return set.intersection(next)
  }
}

/// What the set is called, with `^` where that fits.
func words(_ set: Numbers) -> String {
  if let excluded = set.excludedSingleton { return "!=\(excluded)" }
  return set.described(all: "any", none: "none", separator: " or ") { interval in
    if let only = interval.singleton { return "\(only)" }
    if case .inclusive(let low) = interval.lower, case .exclusive(let high) = interval.upper,
      high == low.breaking
    {
      return "^\(low)"
    }
    return VersionSet.between(interval.lower, interval.upper).described { "\($0)" }
      .replacing(",", with: " ")
  }
}

/// All releases there are, in a small language: `"foo 1.0.0 -> bar ^1.0.0, baz >=2.0.0"`, or, of a
/// release that cannot be used, `"foo 1.0.0 ! is broken"`.
struct World: Sendable {
  private(set) var releases: [Name: [Number: Expansion<Name, Number, String>]] = [:]
  private(set) var known: [Name: [Number]] = [:]
  /// What the root needs.
  var needs: [Need] = []
  var restrictions: [Name: Restriction<Number, String>] = [:]

  init(_ lines: [String]) {
    for line in lines {
      let sides = line.split(separator: "->").map { $0.drop { $0 == " " } }
      let flaws = line.split(separator: "!", maxSplits: 1)
      let needs = sides.count > 1 ? sides[1].split(separator: ",").map { Self.need($0) } : []
      let head = (line.contains(" ! ") ? flaws[0] : sides[0]).split(separator: " ")
      if head[0] == "root" {
        self.needs = needs
      } else if line.contains(" ! ") {
        let reason = String(flaws[1].drop { $0 == " " })
        add(Name(String(head[0])), Number(head[1]), .unavailable(reason: reason))
      } else {
        add(Name(String(head[0])), Number(head[1]), .dependencies(needs))
      }
    }
  }

  mutating func add(_ name: Name, _ version: Number, _ expansion: Expansion<Name, Number, String>) {
    releases[name, default: [:]][version] = expansion
    known[name, default: []].append(version)
    known[name]?.sort()
  }

  static func need(_ text: Substring) -> Need {
    let parts = text.split(separator: " ", maxSplits: 1)
    return Need(Name(String(parts[0])), parts.count > 1 ? numbers(String(parts[1])) : .full)
  }
}

/// A world as the answers to a solver's questions.
struct WorldProvider: SolverProvider {
  let world: World
  var hint: @Sendable (PrefetchHint<Name, Number>) -> Void = { _ in }

  func candidate(
    for package: Name, in versions: Numbers
  ) async throws(Never) -> Candidate<Number, String> {
    let known = world.known[package] ?? []
    guard let best = known.last(where: versions.contains) else { return .none }
    return .version(best, share: .share(of: best, among: known))
  }

  func dependencies(
    of package: Name, at version: Number
  ) async throws(Never) -> Expansion<Name, Number, String> {
    world.releases[package]?[version] ?? .unavailable(reason: "is unknown")
  }

  func restriction(on package: Name) -> Restriction<Number, String>? { world.restrictions[package] }

  func prefetch(_ hint: PrefetchHint<Name, Number>) { self.hint(hint) }
}

extension World {
  func solve() async -> SolverOutcome<Name, Number, String> {
    await WorldProvider(world: self).solve(root: "root", version: Number(1), requirements: needs)
  }

  /// The versions found, as `foo 1.0.0`, sorted; `nil` if there are none.
  func solution() async -> [String]? {
    guard case .solved(let versions) = await solve().result else { return nil }
    return versions.map { "\($0.key) \($0.value)" }.sorted()
  }

  func explanation() async -> Proof? {
    guard case .failed(let explanation) = await solve().result else { return nil }
    return explanation
  }
}

/// The words of the published examples.
let plainWords = Vocabulary<Name, Number, String>(
  package: { $0.text }, versions: { "\($0) \(words($1))" }, predicate: { $0 })

extension World {
  /// The same words, for one who knows all releases.
  var words: Vocabulary<Name, Number, String> {
    var words = plainWords
    words.simplified = { name, set in set.simplified(among: known[name] ?? []) }
    return words
  }
}
