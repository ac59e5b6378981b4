extension ArchiveHandle {
  /// What is left of the current entry's bytes, which may be `limit` at most.
  mutating func contents(limit: Int) throws(ArchiveError) -> [UInt8] {
    var contents: [UInt8] = []
    while let block = try nextBlock() {
      guard block.count <= limit - contents.count else {
        throw fail(.tooLarge(archive: name, limit: .contents, value: limit))
      }
      contents.append(contentsOf: block)
    }
    return contents
  }
}
