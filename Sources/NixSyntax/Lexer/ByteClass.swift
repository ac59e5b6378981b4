/// What a byte may be part of in Nix source text, as a set of flags.
struct ByteClass: OptionSet {
  let rawValue: UInt8

  /// The first byte of an identifier.
  static let identifierStart = ByteClass(rawValue: 1)
  /// A later byte of an identifier.
  static let identifierPart = ByteClass(rawValue: 2)
  /// A byte of a path's component.
  static let pathCharacter = ByteClass(rawValue: 4)
  /// A byte of a URI's scheme after its first letter.
  static let schemePart = ByteClass(rawValue: 8)
  /// A byte of a URI after the colon.
  static let uriPart = ByteClass(rawValue: 16)
  /// A decimal digit.
  static let digit = ByteClass(rawValue: 32)
  /// A blank, a tab or a line break.
  static let whitespace = ByteClass(rawValue: 64)

  /// The flags of every byte.
  static let table: [ByteClass] = (0...255).map(ByteClass.init(classifying:))

  private init(classifying byte: Int) {
    let scalar = Unicode.Scalar(UInt8(byte))
    let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    let isDigit = ("0"..."9").contains(scalar)
    let isAlphanumeric = isLetter || isDigit
    func isOne(of characters: String) -> Bool { characters.unicodeScalars.contains(scalar) }

    var flags = ByteClass(rawValue: 0)
    if isLetter || scalar == "_" { flags.insert(.identifierStart) }
    if isAlphanumeric || isOne(of: "_'-") { flags.insert(.identifierPart) }
    if isAlphanumeric || isOne(of: "._-+") { flags.insert(.pathCharacter) }
    if isAlphanumeric || isOne(of: "+-.") { flags.insert(.schemePart) }
    if isAlphanumeric || isOne(of: "%/?:@&=+$,-_.!~*'") { flags.insert(.uriPart) }
    if isDigit { flags.insert(.digit) }
    if isOne(of: " \t\r\n") { flags.insert(.whitespace) }
    self = flags
  }

  /// A set with the given flags.
  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }
}
