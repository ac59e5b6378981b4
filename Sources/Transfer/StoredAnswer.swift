/// An answer as the cache keeps it: its head, and its body or a form derived from that.
struct StoredAnswer {
  var answer: WireAnswer
  /// The body, or the form.
  var bytes: [UInt8]
  /// Seconds since the answer came or was last confirmed; negative after a clock was set back.
  var age: Int

  /// The header fields that ask whether the answer is still current; empty when nothing can tell.
  var validators: [(String, String)] {
    guard answer.isSuccess else { return [] }
    var fields: [(String, String)] = []
    if let tag = answer.headers["etag"] { fields.append(("If-None-Match", tag)) }
    if let time = answer.headers["last-modified"] { fields.append(("If-Modified-Since", time)) }
    return fields
  }
}

/// The bytes of an answer's head: status, URL, and names and values of fields, each a length in
/// four bytes and UTF-8.
enum StoredHead {
  /// The bytes for `answer`, whose URL loses its credentials.
  static func encode(_ answer: WireAnswer) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    append("\(answer.status)", to: &bytes)
    append(URLText.withoutCredentials(answer.url), to: &bytes)
    for field in answer.headers.fields {
      // Cookies are secrets and of no use here.
      if field.name == "set-cookie" { continue }
      append(field.name, to: &bytes)
      append(field.value, to: &bytes)
    }
    return bytes
  }

  /// The answer, without body, that `bytes` stand for; nil where they don't.
  static func decode(_ bytes: [UInt8]) -> WireAnswer? {
    var rest = bytes[...]
    guard let status = next(&rest).flatMap({ Int($0) }), let url = next(&rest) else { return nil }
    var answer = WireAnswer(status: status, url: url)
    while !rest.isEmpty {
      guard let name = next(&rest), let value = next(&rest) else { return nil }
      answer.headers.append(name: name, value: value)
    }
    return answer
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: UInt32(text.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: text.utf8)
  }

  private static func next(_ bytes: inout ArraySlice<UInt8>) -> String? {
    guard bytes.count >= 4 else { return nil }
    let length = bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    bytes = bytes.dropFirst(4)
    guard bytes.count >= length else { return nil }
    defer { bytes = bytes.dropFirst(length) }
    return String(decoding: bytes.prefix(length), as: UTF8.self)
  }
}
