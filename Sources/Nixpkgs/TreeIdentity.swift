#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What tells one state of a nixpkgs from another without evaluating it.
///
/// A path in the Nix store never changes. Any other tree is known by a fingerprint: times and sizes
/// of the files that the Python and R sets are made of, and git's HEAD. Taking it reads no file's
/// contents; it takes 20 ms of processor time for a whole nixpkgs. A change elsewhere in
/// the tree (in a C library's version, or in a file beside a package's default.nix) leaves it as it
/// is; `--refresh` is for that.
enum TreeIdentity {
  /// Folders whose files count.
  private static let folders = [
    "", "lib", "pkgs", "pkgs/top-level", "pkgs/by-name", "pkgs/build-support/fetchurl",
    "pkgs/build-support/fetchpypi", "pkgs/development", "pkgs/development/interpreters/python",
    "pkgs/development/interpreters/python/cpython", "pkgs/development/r-modules",
    "pkgs/stdenv/generic",
  ]
  /// Folders of packages, each with a folder of its own and a default.nix in it.
  private static let packageFolders = ["pkgs/development/python-modules"]

  static func identity(of location: NixpkgsLocation) async -> String {
    if let storePath = storePath(location.path) { return storePath }
    let root = location.root
    var fingerprint = Fingerprint()
    if FileStatus(root)?.isFolder == true {
      for folder in folders { fingerprint.add(filesOf: folder, below: root) }
      for folder in packageFolders { await fingerprint.add(packagesOf: folder, below: root) }
    }
    let bytes = WholeFile.bytes(of: location.entry) ?? []
    fingerprint.add(Blob.checksum(bytes, from: 0))
    return "\(location.path) \(gitHead(of: root)) \(String(fingerprint.sum, radix: 16))"
  }

  /// The path, where it is in the Nix store.
  private static func storePath(_ path: String) -> String? {
    path.hasPrefix("/nix/store/") && path.utf8.count > 44 ? path : nil
  }

  /// The revision that is checked out, read from git's files; "" where there is no git.
  static func gitHead(of root: String) -> String {
    var folder = "\(root)/.git"
    if let status = FileStatus(folder), !status.isFolder, let link = WholeFile.text(of: folder),
      link.hasPrefix("gitdir: ")
    {
      let target = String(link.dropFirst(8))
      folder = target.hasPrefix("/") ? target : "\(root)/\(target)"
    }
    guard let head = WholeFile.text(of: "\(folder)/HEAD") else { return "" }
    guard head.hasPrefix("ref: ") else { return head }
    let reference = String(head.dropFirst(5))
    var common = folder
    if let link = WholeFile.text(of: "\(folder)/commondir") {
      common = link.hasPrefix("/") ? link : "\(folder)/\(link)"
    }
    if let revision = WholeFile.text(of: "\(common)/\(reference)") { return revision }
    guard let packed = WholeFile.bytes(of: "\(common)/packed-refs") else { return reference }
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

  /// The files that are directly in a folder, and the folder itself.
  mutating func add(filesOf folder: String, below root: String) {
    forEachEntry(of: "\(root)/\(folder)") { sum, descriptor, name, _ in
      if let status = FileStatus(name, in: descriptor), !status.isFolder {
        sum.add(status, named: Self.hash(name))
      }
    }
  }

  /// The default.nix in each of a folder's folders, some 10,000 files, on all cores.
  mutating func add(packagesOf folder: String, below root: String) async {
    var paths: [CChar] = []
    var starts: [Int] = []
    let end = "/default.nix".utf8.map { CChar(bitPattern: $0) } + [0]
    forEachEntry(of: "\(root)/\(folder)") { _, _, name, length in
      starts.append(paths.count)
      paths.append(contentsOf: UnsafeBufferPointer(start: name, count: length))
      paths.append(contentsOf: end)
    }
    let path = "\(root)/\(folder)"
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let size = max(512, starts.count / 8 + 1)
    let (allPaths, allStarts) = (paths, starts)
    sum &+= await withTaskGroup(of: UInt64.self) { group in
      for first in stride(from: 0, to: allStarts.count, by: size) {
        group.addTask {
          let chunk = allStarts[first..<min(first + size, allStarts.count)]
          return Self.sum(ofPackages: chunk, paths: allPaths, in: descriptor, below: path)
        }
      }
      return await group.reduce(0, &+)
    }
  }

  /// The part of the sum for the paths that begin at `starts` and end in `/default.nix`.
  private static func sum(
    ofPackages starts: ArraySlice<Int>, paths: [CChar], in descriptor: CInt, below root: String
  ) -> UInt64 {
    var part = Fingerprint()
    var paths = paths
    let endLength = "/default.nix".utf8.count
    paths.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for start in starts {
        let path = base + start
        if let file = FileStatus(path, in: descriptor) {
          part.add(file, named: hash(path))
        } else {
          // Such a folder has a file for each version. Cut at its slash, the path is the folder's.
          path[strlen(path) - endLength] = 0
          part.add(filesOf: String(cString: path), below: root)
        }
      }
    }
    return part.sum
  }

  private static func hash(_ name: UnsafePointer<CChar>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var next = name
    while next.pointee != 0 {
      hash = (hash ^ UInt64(UInt8(bitPattern: next.pointee))) &* 0x100_0000_01b3
      next += 1
    }
    return hash
  }

  private mutating func forEachEntry(
    of path: String,
    _ body: (inout Fingerprint, CInt, UnsafePointer<CChar>, Int) -> Void
  ) {
    guard let folder = opendir(path) else { return }
    defer { closedir(folder) }
    let descriptor = dirfd(folder)
    if let status = FileStatus(".", in: descriptor) { add(status, named: 1) }
    while let entry = readdir(folder) {
      withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { name in
          let length = strlen(name)
          if strcmp(name, ".") != 0, strcmp(name, "..") != 0 {
            body(&self, descriptor, name, length)
          }
        }
      }
    }
  }
}
