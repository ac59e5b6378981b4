import Basics

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
    var writer = BinaryWriter()
    writer.append("\(answer.status)")
    writer.append(URLText.withoutCredentials(answer.url))
    for field in answer.headers.fields {
      // Cookies are secrets and of no use here.
      if field.name == "set-cookie" { continue }
      writer.append(field.name)
      writer.append(field.value)
    }
    return writer.bytes
  }

  /// The answer, without body, that `bytes` stand for; nil if they do not.
  static func decode(_ bytes: [UInt8]) -> WireAnswer? {
    var reader = BinaryReader(bytes)
    do throws(BinaryReader.Truncated) {
      guard let status = Int(try reader.text()) else { return nil }
      var answer = WireAnswer(status: status, url: try reader.text())
      while !reader.isAtEnd {
        answer.headers.append(name: try reader.text(), value: try reader.text())
      }
      return answer
    } catch { return nil }
  }
}
