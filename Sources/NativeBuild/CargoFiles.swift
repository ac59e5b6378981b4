package import PackageMetadata
import TOML

/// The files of an archive that Cargo reads, and what they come to.
package struct CargoFiles: Sendable {
  /// Texts of Cargo.toml and Cargo.lock, by directory below the archive's top folder.
  private(set) var manifests: [String: [UInt8]] = [:]
  private(set) var locks: [String: [UInt8]] = [:]
  /// Directories that hold vendored crates.
  private(set) var vendors: Set<String> = []

  /// How many of each file are kept.
  private static let limit = 200

  package init() {}

  package var isEmpty: Bool { manifests.isEmpty }

  /// Takes note of a path; says whether its contents are wanted.
  package mutating func meet(_ parts: [Substring]) -> Bool {
    guard let name = parts.last else { return false }
    if name == ".cargo-checksum.json", parts.count >= 3, vendors.count < Self.limit {
      vendors.insert(parts.dropLast(2).joined(separator: "/"))
    }
    if parts.count > 6 { return false }
    switch name {
    case "Cargo.toml": return manifests.count < Self.limit
    case "Cargo.lock": return locks.count < Self.limit
    default: return false
    }
  }

  package mutating func take(_ parts: [Substring], _ contents: [UInt8]) {
    let folder = parts.dropLast().joined(separator: "/")
    if parts.last == "Cargo.toml" { manifests[folder] = contents }
    if parts.last == "Cargo.lock" { locks[folder] = contents }
  }

  /// The build of a crate.
  ///
  /// - Parameters:
  ///   - manifest: The path of its Cargo.toml, as the backend's configuration has it; nil where
  ///     that says nothing.
  ///   - features: The features that the backend's configuration turns on.
  /// - Returns: The build with the lock that Cargo would take, with the names of the crates that it takes.
  /// - Throws: `CargoLock.Failure` if the lock or the manifest cannot be used.
  package func build(
    manifest: String?, features: [String] = []
  ) throws(CargoLock.Failure) -> (build: CargoBuild, crates: [String]) {
    let folder = try directory(manifest)
    var root = folder
    while locks[root] == nil {
      guard !root.isEmpty else { break }
      root = Self.parent(of: root)
    }
    if let vendored = vendors.sorted().first(where: { Self.isInside($0, root) || root.isEmpty }) {
      // Cargo needs no lock for what it finds in place, but it writes one next to the manifest.
      var build = CargoBuild(manifest: folder, root: locks[root] == nil ? folder : root)
      let inside =
        build.root.isEmpty ? vendored[...] : vendored.dropFirst(build.root.utf8.count + 1)
      build.vendor = String(inside)
      return (build, [])
    }
    guard let bytes = locks[root] else {
      throw CargoLock.Failure(problem: .noLock(directory: folder))
    }
    let lock = try CargoLock(bytes)
    if let problem = lock.problem { throw CargoLock.Failure(problem: problem) }
    let names = Set(lock.crates.map(\.name))
    if let bytes = manifests[folder], let missing = Self.missing(from: names, in: bytes) {
      throw CargoLock.Failure(problem: .lacksCrate(missing))
    }
    var build = CargoBuild(manifest: folder, root: root)
    build.lock = bytes
    build.crateCount = lock.fetched.count
    build.gitCrates = lock.gitCrates
    var reached: Set<String>?
    if let bytes = manifests[folder], let manifest = CargoManifest(bytes) {
      let workspace = manifests[root].flatMap { try? TOMLTable.parse($0) }?.table("workspace")
      let own = ownManifests
      reached = CargoFeatures(
        lock: lock, manifests: own, workspace: workspace?.table("dependencies")
      ).taken(by: manifest.name, features: features)
    }
    return (build, (reached ?? names).sorted())
  }

  /// The manifests of crates that are not vendored, by the crates' names.
  private var ownManifests: [String: CargoManifest] {
    var found: [String: CargoManifest] = [:]
    for (folder, bytes) in manifests.sorted(by: { $0.key < $1.key }) {
      guard !vendors.contains(where: { Self.isInside(folder, $0) }),
        let manifest = CargoManifest(bytes)
      else { continue }
      if found[manifest.name] == nil { found[manifest.name] = manifest }
    }
    return found
  }

  /// The modules of pkg-config that own crates ask for in their manifests, as the crate `system-deps` reads
  /// them, as hints.
  ///
  ///     [package.metadata.system-deps]
  ///     krb5 = "1.20"                                pkg-config:krb5
  ///     kadm = { name = "kadm-client", version = "1" }    pkg-config:kadm-client
  package var systemModules: Set<String> {
    var hints: Set<String> = []
    for (folder, bytes) in manifests {
      guard !vendors.contains(where: { Self.isInside(folder, $0) }),
        let needs = (try? TOMLTable.parse(bytes))?.table("package")?.table("metadata")?
          .table("system-deps")
      else { continue }
      for key in needs.keys.prefix(50) {
        let details = needs.table(key)
        if details?.boolean("optional") == true || details?.string("feature") != nil { continue }
        hints.insert("pkg-config:\(details?.string("name") ?? key)")
      }
    }
    return hints
  }

  /// The directory of the crate: what the backend says, else the top, else the only one there is.
  private func directory(_ manifest: String?) throws(CargoLock.Failure) -> String {
    if let manifest, let found = try stated(manifest) { return found }
    if manifests[""] != nil { return "" }
    let own = manifests.keys.filter { key in !vendors.contains { Self.isInside(key, $0) } }
    return own.min { ($0.count { $0 == "/" }, $0) < ($1.count { $0 == "/" }, $1) } ?? ""
  }

  /// The directory of a path that configuration names; nil where nothing is there.
  private func stated(_ path: String) throws(CargoLock.Failure) -> String? {
    var parts = path.split(separator: "/").filter { $0 != "." }
    guard !parts.contains(".."), !path.hasPrefix("/") else {
      throw CargoLock.Failure(problem: .outside(path: path))
    }
    if parts.last?.hasSuffix(".toml") == true { parts.removeLast() }
    let folder = parts.joined(separator: "/")
    return manifests[folder] == nil ? nil : folder
  }

  /// The first crate that a manifest needs and a lock lacks.
  private static func missing(from names: Set<String>, in manifest: [UInt8]) -> String? {
    guard let table = try? TOMLTable.parse(manifest) else { return nil }
    for key in ["dependencies", "build-dependencies"] {
      guard let needs = table.table(key) else { continue }
      for name in needs.keys {
        var wanted = name
        if let details = needs.table(name) {
          // Those of a workspace or of a path are spelled elsewhere.
          if details.values["workspace"] != nil || details.values["path"] != nil { continue }
          wanted = details.string("package") ?? name
        }
        if !names.contains(wanted) { return wanted }
      }
    }
    return nil
  }

  private static func parent(of folder: String) -> String {
    folder.split(separator: "/").dropLast().joined(separator: "/")
  }

  private static func isInside(_ folder: String, _ other: String) -> Bool {
    other.isEmpty || folder == other || folder.hasPrefix(other + "/")
  }
}
