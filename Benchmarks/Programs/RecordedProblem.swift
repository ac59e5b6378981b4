import ArgumentParser
import Basics
import Resolution
import SystemPackage
import Versions

/// What a solver has to know of some requirements, as record-problem writes it down.
struct RecordedProblem: SolverProvider {
  /// A package, or one of its extras.
  struct Node: SolverPackage, CustomStringConvertible {
    let name: String
    var extra: String?

    var base: Node { Node(name: name) }
    var description: String { extra.map { "\(name)[\($0)]" } ?? name }

    static func < (left: Node, right: Node) -> Bool {
      (left.name, left.extra ?? "") < (right.name, right.extra ?? "")
    }
  }

  /// Why a release cannot be used.
  enum Reason: Hashable, Sendable {
    /// The recorded search never tried it.
    case notRecorded
  }

  typealias Need = Dependency<Node, PythonVersion>

  private struct Release: Hashable {
    let node: Node
    let version: PythonVersion
  }

  private var requirements: [Need] = []
  private var versions: [String: [PythonVersion]] = [:]
  private var needs: [Release: [Need]] = [:]

  /// Reads the text that record-problem describes.
  init(parsing text: String) throws {
    var project = ""
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("? ") {
        requirements += try Self.needs(line.dropFirst(2))
      } else if line.hasPrefix("> ") {
        let words = line.dropFirst(2).split(separator: " ")
        project = String(words.first ?? "")
        versions[project] = words.dropFirst().compactMap { PythonVersion(String($0)) }.sorted()
      } else {
        let parts = line.split(separator: ":", maxSplits: 1)
        let head = parts[0].split(whereSeparator: { "[]".contains($0) }).map(String.init)
        guard let version = PythonVersion(head[0]) else {
          throw ValidationError("'\(line)' begins with no version")
        }
        let node = Node(name: project, extra: head.count > 1 ? head[1] : nil)
        needs[Release(node: node, version: version)] = try Self.needs(
          parts.count > 1 ? parts[1] : "")
      }
    }
  }

  /// Needs separated by semicolons, each a name, perhaps with extras, and its specifiers.
  private static func needs(_ text: Substring) throws -> [Need] {
    try text.split(separator: ";").flatMap { text in
      let text = text.drop { $0 == " " }
      let end = text.firstIndex { !$0.isLetter && !$0.isNumber && !"-_.".contains($0) }
      let name = String(text[..<(end ?? text.endIndex)])
      var rest = text[(end ?? text.endIndex)...]
      var extras: [String] = []
      if rest.first == "[", let close = rest.firstIndex(of: "]") {
        extras = rest[..<close].dropFirst().split(separator: ",").map(String.init)
        rest = rest[close...].dropFirst()
      }
      let specifiers = try SpecifierSet(parsing: String(rest))
      let set = specifiers.versionSet { $0 }
      let isExact = specifiers.specifiers.contains { $0.comparison == .equal && !$0.isPrefix }
      let nodes = extras.isEmpty ? [Node(name: name)] : extras.map { Node(name: name, extra: $0) }
      return nodes.map { Need($0, set, isExact: isExact) }
    }
  }

  func solve() async -> SolverOutcome<Node, PythonVersion, Reason> {
    await solve(root: Node(name: ""), version: .lowest, requirements: requirements)
  }

  var vocabulary: Vocabulary<Node, PythonVersion, Reason> {
    Vocabulary(
      root: "the request", rootNeeds: "you asked for", failure: "no versions fit",
      package: { $0.description }, versions: { "\($0)\($1.specifierDescription)" },
      simplified: { $1.simplified(among: versions[$0.name] ?? []) },
      predicate: { _ in "was not recorded" })
  }

  // MARK: - Answers

  func candidate(
    for node: Node, in allowed: VersionSet<PythonVersion>
  ) async throws(Never) -> Candidate<PythonVersion, Reason> {
    let known = versions[node.name] ?? []
    guard let best = Self.highest(of: known, in: allowed) else { return .none }
    return .version(best, share: .share(of: best, among: known))
  }

  /// The highest version of a set, by binary search in each of its intervals.
  private static func highest(
    of known: [PythonVersion], in allowed: VersionSet<PythonVersion>
  ) -> PythonVersion? {
    for interval in allowed.intervals.reversed() {
      let lies: (PythonVersion) -> Bool =
        switch interval.upper {
        case .unbounded: { _ in true }
        case .inclusive(let end): { $0 <= end }
        case .exclusive(let end): { $0 < end }
        }
      let low = partitionPoint(0..<known.count) { lies(known[$0]) }
      if low > 0, allowed.contains(known[low - 1]) { return known[low - 1] }
    }
    return nil
  }

  func dependencies(
    of node: Node, at version: PythonVersion
  ) async throws(Never) -> Expansion<Node, PythonVersion, Reason> {
    if let needs = needs[Release(node: node, version: version)] { return .dependencies(needs) }
    // An extra that asks for nothing is not written down, nor are releases that were never tried.
    if node.extra != nil { return .dependencies([]) }
    return .unavailable(reason: .notRecorded)
  }
}

/// The reading of a problem's file.
enum ProblemFile {
  static func text(of path: String) throws -> String {
    let descriptor = try FileDescriptor.open(FilePath(path), .readOnly)
    return try descriptor.closeAfter {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = try buffer.withUnsafeMutableBytes({ try descriptor.read(into: $0) }),
        count > 0
      {
        bytes += buffer[..<count]
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
