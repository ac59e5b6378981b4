internal import Basics

/// What tells one state of a nixpkgs from another without evaluating it.
///
/// A path in the Nix store never changes. Any other tree is known by a fingerprint: times and sizes
/// of the files that the Python and R sets are made of, and git's HEAD. Taking it reads no file's
/// contents; it takes 20 ms of processor time for a whole nixpkgs. A change elsewhere in
/// the tree (in a C library's version, or in a file beside a package's default.nix) leaves it as it
/// is; `--refresh` is for that.
enum TreeIdentity {
  /// Directories whose files count.
  private static let folders = [
    "", "lib", "pkgs", "pkgs/top-level", "pkgs/by-name", "pkgs/build-support/fetchurl",
    "pkgs/build-support/fetchpypi", "pkgs/development", "pkgs/development/interpreters/python",
    "pkgs/development/interpreters/python/cpython", "pkgs/development/r-modules",
    "pkgs/stdenv/generic",
  ]
  /// Directories of packages, each with a directory of its own and a default.nix in it.
  private static let packageFolders = ["pkgs/development/python-modules"]

  static func identity(of location: NixpkgsLocation) async -> String {
    if let storePath = storePath(location.path) { return storePath }
    let root = location.root
    var fingerprint = Fingerprint()
    if Files.isDirectory(root) {
      for folder in folders { fingerprint.add(filesOf: folder, below: root) }
      for folder in packageFolders { await fingerprint.add(packagesOf: folder, below: root) }
    }
    fingerprint.add(Checksum.of((try? Files.read(location.entry)) ?? []))
    return "\(location.path) \(gitHead(of: root)) \(String(fingerprint.sum, radix: 16))"
  }

  /// The path, where it is in the Nix store.
  private static func storePath(_ path: String) -> String? {
    path.hasPrefix("/nix/store/") && path.utf8.count > 44 ? path : nil
  }

  /// The revision that is checked out, read from git's files; "" where there is no git.
  static func gitHead(of root: String) -> String {
    var folder = "\(root)/.git"
    if Files.status(of: folder)?.isFile == true, let link = Files.trimmedText(of: folder),
      link.hasPrefix("gitdir: ")
    {
      let target = String(link.dropFirst(8))
      folder = target.hasPrefix("/") ? target : "\(root)/\(target)"
    }
    guard let head = Files.trimmedText(of: "\(folder)/HEAD") else { return "" }
    guard head.hasPrefix("ref: ") else { return head }
    let reference = String(head.dropFirst(5))
    var common = folder
    if let link = Files.trimmedText(of: "\(folder)/commondir") {
      common = link.hasPrefix("/") ? link : "\(folder)/\(link)"
    }
    if let revision = Files.trimmedText(of: "\(common)/\(reference)") { return revision }
    guard let packed = try? Files.read("\(common)/packed-refs") else { return reference }
    for line in packed.split(separator: 0x0A) {
      let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
      if parts.count == 2, parts[1] == reference { return String(parts[0]) }
    }
    return reference
  }
}

/// A sum over names, times and sizes of files that does not depend on their order.
private struct Fingerprint {
  private(set) var sum: UInt64 = 0

  mutating func add(_ value: UInt64) {
    // The finaliser of SplitMix64.
    var mixed = value &+ 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    sum &+= mixed ^ (mixed >> 31)
  }

  private mutating func add(_ status: FileStatus, named name: UInt64) {
    var value = name
    for part in [status.size, status.seconds, status.nanoseconds] {
      value = (value ^ UInt64(bitPattern: Int64(part))) &* 0x100_0000_01b3
      value ^= value >> 32
    }
    add(value)
  }

  /// The files that are directly in a directory, and the directory itself.
  mutating func add(filesOf path: String, below root: String) {
    guard let directory = try? Directory("\(root)/\(path)") else { return }
    add(directory)
    for entry in (try? directory.entries()) ?? [] {
      let status = try? directory.status(of: entry.cString, followsLinks: true)
      if let status, !status.isDirectory { add(status, named: Self.hash(entry.nameBytes)) }
    }
  }

  private mutating func add(_ directory: Directory) {
    if let status = try? directory.status(of: ".") { add(status, named: 1) }
  }

  /// The default.nix in each of a directory's directories, some 10,000 files, on all cores.
  mutating func add(packagesOf path: String, below root: String) async {
    let path = "\(root)/\(path)"
    guard let directory = try? Directory(path) else { return }
    add(directory)
    let entries = (try? directory.entries()) ?? []
    let size = max(512, entries.count / 8 + 1)
    let chunks = stride(from: 0, to: entries.count, by: size).map {
      entries[$0..<min($0 + size, entries.count)]
    }
    let parts = await inParallel(chunks) { chunk in
      Self.sum(ofPackages: chunk, in: directory, at: path)
    }
    sum = parts.reduce(sum, &+)
  }

  /// The part of the sum for some directories of packages.
  private static func sum(
    ofPackages entries: ArraySlice<DirectoryEntry>, in directory: Directory, at path: String
  ) -> UInt64 {
    var part = Fingerprint()
    let file = Array("/default.nix".utf8)
    for entry in entries {
      let name = entry.nameBytes + file
      let cString = name.map { CChar(bitPattern: $0) } + [0]
      if let status = try? directory.status(of: cString, followsLinks: true) {
        part.add(status, named: hash(name))
      } else {
        // Such a directory has a file for each version.
        part.add(filesOf: entry.name, below: path)
      }
    }
    return part.sum
  }

  private static func hash(_ name: [UInt8]) -> UInt64 {
    name.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
