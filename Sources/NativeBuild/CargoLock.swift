package import PackageMetadata
import TOML

/// A Cargo.lock: the crates of a build, and where each comes from (the Cargo Book, "Cargo.toml vs
/// Cargo.lock"; formats 1 to 4).
package struct CargoLock: Hashable, Sendable {
  /// Where a crate comes from.
  package enum Source: Hashable, Sendable {
    case cratesIO
    case git(url: String, commit: String)
    /// Another registry, or a form that is not known; as written.
    case other(String)
  }

  package struct Crate: Hashable, Sendable {
    package let name: String
    package let version: String
    /// Nil for what is part of the archive.
    package let source: Source?
    /// SHA-256 in base 16.
    package let checksum: String?
    /// What it depends on, as the lock names it: `name`, `name version` or `name version (source)`.
    package let dependencies: [String]
  }

  /// The most crates that are taken.
  package static let crateLimit = 20_000

  /// The format; 2 where the file does not say, as nixpkgs takes it.
  package let version: Int
  package let crates: [Crate]

  /// Reads a file.
  package init(_ bytes: [UInt8]) throws(Failure) {
    let table: TOMLTable
    do throws(TOMLTable.Failure) {
      table = try TOMLTable.parse(bytes)
    } catch {
      throw Failure(problem: .unreadable(line: error.line, reason: error.reason))
    }
    var version = 2
    if case .scalar(let text)? = table.values["version"] {
      guard let number = Int(text), (1...4).contains(number) else {
        throw Failure(problem: .unknownVersion(text))
      }
      version = number
    } else if table.values["version"] != nil {
      throw Failure(problem: .unknownVersion("'\(table.string("version") ?? "?")'"))
    }
    let tables = table.tables("package")
    guard tables.count <= Self.crateLimit else {
      throw Failure(problem: .tooManyCrates(tables.count))
    }
    let sums = table.table("metadata")
    crates = tables.compactMap { entry in
      guard let name = entry.string("name"), let version = entry.string("version") else {
        return nil
      }
      let source = entry.string("source")
      var checksum = entry.string("checksum")
      if checksum == nil, let source {
        // Format 1 keeps them apart.
        checksum = sums?.string("checksum \(name) \(version) (\(source))")
      }
      return Crate(
        name: name, version: version, source: source.map(Self.source), checksum: checksum,
        dependencies: entry.strings("dependencies"))
    }
    self.version = version
  }

  /// Why a file cannot be used.
  package struct Failure: Error, Hashable, Sendable {
    package let problem: CargoProblem
  }

  private static func source(_ text: String) -> Source {
    if text == "registry+https://github.com/rust-lang/crates.io-index" { return .cratesIO }
    guard text.hasPrefix("git+"), let hash = text.lastIndex(of: "#") else { return .other(text) }
    let address = text[..<hash].dropFirst(4)
    let commit = text[text.index(after: hash)...]
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      // The forms that nixpkgs' function reads.
      let kind = parts[1].prefix { $0 != "=" }
      guard ["rev", "tag", "branch"].contains(kind) else { return .other(text) }
    }
    guard let url = parts.first, !url.isEmpty, commit.utf8.count >= 7,
      commit.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 6 || $0 &- 0x30 < 10 })
    else { return .other(text) }
    return .git(url: String(url), commit: String(commit))
  }

  /// The crates that are to be fetched.
  package var fetched: [Crate] { crates.filter { $0.source != nil } }

  /// The first thing for which nixpkgs' `importCargoLock` refuses the lock; nil where there is none.
  package var problem: CargoProblem? {
    if crates.isEmpty { return .noCrates }
    for crate in crates {
      switch crate.source {
      case .cratesIO?:
        guard crate.checksum?.utf8.count == 64 else {
          return .noChecksum(crate: "\(crate.name) \(crate.version)")
        }
      case .other(let source)?:
        return .otherSource(crate: "\(crate.name) \(crate.version)", source: source)
      case .git?, nil: break
      }
    }
    return nil
  }

  /// The crates of git repositories, one of each commit, sorted.
  package var gitCrates: [CargoBuild.GitCrate] {
    var seen: Set<String> = []
    let all = crates.compactMap { crate -> CargoBuild.GitCrate? in
      guard case .git(let url, let commit)? = crate.source else { return nil }
      return CargoBuild.GitCrate(
        name: crate.name, version: crate.version, url: url, commit: commit)
    }.sorted { ($0.name, $0.version, $0.commit) < ($1.name, $1.version, $1.commit) }
    return all.filter { seen.insert($0.commit).inserted }
  }
}
