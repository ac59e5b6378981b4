import Operations

/// One fetch as `refresh --json` prints it, in a list.
struct RefreshDocument: Encodable {
  let file: String
  let line: Int
  let column: Int
  let attribute: String
  let fetcher: String
  let oldHash: String?
  let newHash: String?
  let verdict: String
  let reason: String?

  enum CodingKeys: String, CodingKey {
    case file, line, column, attribute, fetcher, oldHash, newHash, verdict, reason
  }

  init(_ entry: RefreshEntry) {
    file = entry.file
    line = entry.line
    column = entry.column
    attribute = entry.attribute
    fetcher = entry.fetcher
    oldHash = entry.oldHash
    newHash = entry.newHash
    verdict = entry.verdict.rawValue
    reason = entry.reason
  }

  /// Encodes what is unknown as null, since readers expect the keys.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(line, forKey: .line)
    try container.encode(column, forKey: .column)
    try container.encode(attribute, forKey: .attribute)
    try container.encode(fetcher, forKey: .fetcher)
    try container.encode(oldHash, forKey: .oldHash)
    try container.encode(newHash, forKey: .newHash)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(reason, forKey: .reason)
  }
}
