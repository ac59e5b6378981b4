/// A JSON list of texts as Nix prints it, or `null`: what nearly every row of a package set is.
///
/// A general decoder takes half of the time that reading a whole nixpkgs costs this process.
struct PlainTexts {
  /// `nil` for `null`.
  let texts: [String]?

  /// Reads a list of texts without escapes; `nil` for all other JSON.
  init?(_ json: ArraySlice<UInt8>) {
    if json.elementsEqual("null".utf8) {
      texts = nil
      return
    }
    guard json.first == UInt8(ascii: "["), json.last == UInt8(ascii: "]"),
      !json.contains(UInt8(ascii: "\\"))
    else { return nil }
    var found: [String] = []
    var rest = json.dropFirst().dropLast()
    while !rest.isEmpty {
      guard rest.first == UInt8(ascii: "\"") else { return nil }
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
      found.append(String(decoding: rest[..<end], as: UTF8.self))
      rest = rest[(end + 1)...]
      guard !rest.isEmpty else { break }
      guard rest.first == UInt8(ascii: ","), rest.count > 1 else { return nil }
      rest = rest.dropFirst()
    }
    texts = found
  }
}
