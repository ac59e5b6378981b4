import FoundationEssentials

/// A JSON value, in which a key that is `null` differs from one that is not there.
indirect enum JSON: Decodable, Equatable {
  case null
  case object([String: JSON])
  case list([JSON])
  case scalar

  init(from decoder: any Decoder) throws {
    if let object = try? [String: JSON](from: decoder) {
      self = .object(object)
    } else if let list = try? [JSON](from: decoder) {
      self = .list(list)
    } else {
      self = try decoder.singleValueContainer().decodeNil() ? .null : .scalar
    }
  }

  static func read(_ text: String) throws -> JSON {
    try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
  }
}
