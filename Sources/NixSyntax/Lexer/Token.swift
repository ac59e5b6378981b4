/// One token as the tree stores it: where it starts and what it is.
///
/// Tokens tile the text, so a token ends where the next one starts.
struct Token {
  /// The offset of the first byte.
  var start: UInt32
  /// What the token is.
  var kind: TokenKind
}
