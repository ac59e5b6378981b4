import Basics

/// The zip64 field among a directory record's extra ones, APPNOTE §4.5.3.
enum ZipExtra {
  /// The three numbers with those replaced that were too large for 32 bits; nil if they are
  /// missing.
  static func resolve(
    size: Int, compressedSize: Int, offset: Int, extra: ArraySlice<UInt8>
  ) -> (size: Int, compressedSize: Int, offset: Int)? {
    var numbers = [size, compressedSize, offset]
    guard numbers.contains(0xFFFF_FFFF) else { return (size, compressedSize, offset) }
    var rest = extra
    while true {
      let fields = LittleEndian(bytes: rest)
      guard let identifier = fields.short(at: 0), let length = fields.short(at: 2),
        let field = fields.slice(at: 4, count: length)
      else { return nil }
      rest = rest.dropFirst(4 + length)
      guard identifier == 1 else { continue }
      var position = 0
      for index in numbers.indices where numbers[index] == 0xFFFF_FFFF {
        guard let number = LittleEndian(bytes: field).long(at: position) else { return nil }
        numbers[index] = number
        position += 8
      }
      return (numbers[0], numbers[1], numbers[2])
    }
  }
}
