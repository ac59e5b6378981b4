/// The rules for an entry's path.
enum ArchivePath {
  /// The path without empty names, `.` and a final slash; nil if it is absolute or has `..` or NUL.
  static func normalized(_ path: some Collection<UInt8>) -> [UInt8]? {
    guard path.first != UInt8(ascii: "/") else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(path.count)
    var start = path.startIndex
    while start != path.endIndex {
      let end = path[start...].firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex
      let name = path[start..<end]
      if name.contains(0) || name.elementsEqual("..".utf8) { return nil }
      if !name.isEmpty && !name.elementsEqual(".".utf8) {
        if !result.isEmpty { result.append(UInt8(ascii: "/")) }
        result += name
      }
      start = end == path.endIndex ? end : path.index(after: end)
    }
    return result
  }

  /// Whether `path` leads through one of `links`.
  static func leads(_ path: [UInt8], through links: Set<[UInt8]>) -> Bool {
    guard !links.isEmpty else { return false }
    return path.indices.contains {
      path[$0] == UInt8(ascii: "/") && links.contains(Array(path[..<$0]))
    }
  }
}
