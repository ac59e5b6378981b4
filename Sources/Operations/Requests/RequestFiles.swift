import Basics
import Nix
import Nixpkgs
package import PackageMetadata
package import Requests
import Transfer
import Versions

/// The files that requests are read from, and which parts of them are wanted.
package struct RequestFiles: Hashable, Sendable {
  /// A file or directory that was named.
  package struct Source: Hashable, Sendable {
    package let path: String
    /// The kind, if an option says it; else it is recognised by the content.
    package let kind: RequestFileKind?

    package init(_ path: String, kind: RequestFileKind? = nil) {
      self.path = path
      self.kind = kind
    }
  }

  package private(set) var sets: [RequestSet] = []
  /// Names and passwords of servers, which addresses in files gave.
  private(set) var credentials = Credentials()
  /// Extras that are wanted, normalised; `all` for every one.
  package var extras: Set<String> = []
  /// Groups that are wanted, normalised; nil for those that each file's own tool takes.
  package var groups: Set<String>?
  /// Packages that are taken at their locked version though nixpkgs has another.
  package var locked: Set<PackageID> = []
  package var locksAll = false

  package init() {}

  package var isEmpty: Bool { sets.isEmpty }

  /// Reads each file once, since it may be a pipe.
  ///
  /// - Throws: `Failure` with all that cannot be read, of all files.
  package init(
    _ sources: [Source], environment: [String: String] = NixTool.processEnvironment()
  ) throws(Failure) {
    var problems: [RequestProblem] = []
    let reader = RequestReader(
      environment: environment, directories: Self.directories(in:),
      contents: Self.contents(of:))
    for source in sources {
      do {
        if source.kind == .scan || Self.isCode(source) {
          sets.append(try Self.scan(source.path))
          continue
        }
        for file in try Self.files(source) {
          var set = try reader.read(file.path, as: file.kind)
          set.notes += file.notes
          set.rewriteAddresses { credentials.take(from: $0) }
          problems += set.problems
          sets.append(set)
        }
      } catch {
        problems.append(error)
      }
    }
    if let failure = Self.failure(problems) { throw failure }
  }

  /// All problems as one failure; nil if there are none.
  static func failure(_ problems: [RequestProblem]) -> Failure? {
    guard let first = problems.first else { return nil }
    guard problems.count > 1 else { return Failure(.input, first.description) }
    let lines = problems.prefix(50).map(\.description)
    let more = problems.count > 50 ? ["and \(problems.count - 50) more"] : []
    return Failure(
      .input,
      sentences: ["\(problems.count) problems in the files of requests:"] + lines + more)
  }

  private static func directories(in path: String) -> [String] {
    let names = (try? Files.entries(in: path))?.map(\.name) ?? []
    return names.filter { !$0.hasPrefix(".") && Files.isDirectory("\(path)/\($0)") }
  }

  private static func contents(of path: String) -> RequestReader.Contents {
    if path.contains("://") { return .remote }
    do {
      guard let bytes = try TextFile.read(path, allowsPipes: true) else { return .missing }
      return .bytes(bytes)
    } catch {
      return .unreadable(error.what)
    }
  }

  // MARK: - Directories

  struct File {
    let path: String
    let kind: RequestFileKind?
    var notes: [RequestNote] = []
  }

  /// The files of a directory, the most exact first: locks, then what they are made from.
  private static let pythonNames = [
    "uv.lock", "pylock.toml", "poetry.lock", "pdm.lock", "Pipfile.lock", "pyproject.toml",
    "Pipfile", "requirements.txt", "environment.yml", "environment.yaml",
  ]
  private static let rNames = ["renv.lock", "DESCRIPTION"]

  /// The file itself, or of a directory the most exact file for Python and that for R.
  static func files(_ source: Source) throws(RequestProblem) -> [File] {
    guard Files.isDirectory(source.path) else {
      return [File(path: source.path, kind: source.kind)]
    }
    let entries = (try? Files.entries(in: source.path)) ?? []
    let names = Set(entries.map(\.name))
    let folder = source.path.hasSuffix("/") ? String(source.path.dropLast()) : source.path
    var result: [File] = []
    for candidates in [pythonNames, rNames] {
      let present = candidates.filter { names.contains($0) }
      guard let first = present.first else { continue }
      let path = folder == "." ? first : "\(folder)/\(first)"
      // What the lock was made from is read with it.
      let others = present.dropFirst().filter { $0 != "pyproject.toml" && $0 != "Pipfile" }
      result.append(
        File(
          path: path, kind: nil,
          notes: others.isEmpty ? [] : [.unreadFiles(Array(others), read: first)]))
    }
    guard !result.isEmpty else { throw RequestProblem(Place(source.path), .emptyDirectory) }
    return result
  }

  // MARK: - Interpreters

  /// The interpreter that the files want instead of the default one of a nixpkgs: the one that an
  /// environment of conda names, else the newest that all bounds allow; nil if the one at hand will
  /// do, or none does.
  func interpreter(in facts: SnapshotFacts) -> String? {
    guard let own = facts.python else { return nil }
    let known = facts.interpreters.compactMap { interpreter -> (String, PythonVersion)? in
      guard let version = PythonVersion(interpreter.version), version.release.count == 2,
        interpreter.attribute == "python\(version.component(0))\(version.component(1))"
      else { return nil }
      return (interpreter.attribute, version)
    }
    func isSame(_ left: PythonVersion, _ right: PythonVersion) -> Bool {
      left.component(0) == right.component(0) && left.component(1) == right.component(1)
    }
    for set in sets where set.kind == .conda {
      guard let text = set.python, let wanted = PythonVersion(text), wanted.componentCount > 1
      else { continue }
      if isSame(wanted, own.target.version) { return nil }
      return known.first { isSame($0.1, wanted) }?.0
    }
    let bounds = sets.compactMap(\.requiresPython)
    func allows(_ version: PythonVersion) -> Bool {
      // A bound such as `>=3.10.4` is met by some release of 3.10.
      bounds.allSatisfy { $0.contains(version) || $0.contains(Self.last(of: version)) }
    }
    if bounds.allSatisfy({ $0.contains(own.target.version) }) { return nil }
    return known.filter { allows($0.1) }.max { $0.1 < $1.1 }?.0
  }

  /// A late release of a series: 3.12.99.
  private static func last(of version: PythonVersion) -> PythonVersion {
    PythonVersion(release: [version.component(0), version.component(1), 99]) ?? version
  }
}
