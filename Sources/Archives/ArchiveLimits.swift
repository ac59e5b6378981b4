/// How much of an archive's claims is believed: what exceeds it ends the reading with an error.
///
/// The defaults let every source archive on PyPI and CRAN through and stop a decompression bomb
/// after a second or so. Sizes are in bytes, unpacked.
package struct ArchiveLimits: Hashable, Sendable {
  /// The greatest number of entries.
  package var entryCount: Int
  /// The greatest size of one entry.
  package var entrySize: Int
  /// The greatest size of all entries together.
  package var totalSize: Int
  /// How many times larger than the archive its entries may be, beyond `ratioAllowance`.
  package var ratio: Int
  /// The size up to which the ratio does not count: small archives of zeros are harmless.
  package var ratioAllowance: Int

  package init(
    entryCount: Int = 500_000, entrySize: Int = 4 << 30, totalSize: Int = 16 << 30,
    ratio: Int = 200, ratioAllowance: Int = 128 << 20
  ) {
    self.entryCount = entryCount
    self.entrySize = entrySize
    self.totalSize = totalSize
    self.ratio = ratio
    self.ratioAllowance = ratioAllowance
  }
}
