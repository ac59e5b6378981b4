import Basics

/// What tells one stored answer from another.
struct CacheKey: Sendable {
  /// Method, URL without credentials, range and header fields that choose what comes back; stored
  /// with the answer and compared, so that no two URLs can be made to share a name.
  let text: [UInt8]
  /// The file's name, which depends on the credentials as well.
  let fileName: String

  /// The key of the answer to `request`.
  init(_ request: WireRequest) {
    var shown = "\(request.method.rawValue) \(request.shownURL)"
    if let fragment = shown.utf8.firstIndex(of: UInt8(ascii: "#")) {
      shown = String(shown[..<fragment])
    }
    if let range = request.range { shown += "\nrange: \(range.text)" }
    if !request.decodesBody { shown += "\nas sent" }
    var secrets = request.url
    for (name, value) in request.headers {
      let name = name.lowercased()
      if name == "accept" || name == "accept-language" {
        shown += "\n\(name): \(value)"
      } else {
        secrets += "\n\(name): \(value)"
      }
    }
    self.init(shown: shown, secrets: secrets)
  }

  /// The key of something that a caller named itself.
  init(named name: String) {
    self.init(shown: name, secrets: "")
  }

  private init(shown: String, secrets: String) {
    text = Array(shown.utf8)
    let whole = text + [0] + Array(secrets.utf8)
    fileName =
      Hexadecimal.text(Checksum.of(whole, seed: 1)) + Hexadecimal.text(Checksum.of(whole, seed: 2))
  }
}
