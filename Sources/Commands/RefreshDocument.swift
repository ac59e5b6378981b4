import Operations

/// One fetch as `refresh --json` prints it, in a list.
struct RefreshDocument: Encodable {
  let file: String
  let line: Int
  let column: Int
  let attribute: String
  let fetcher: String
  @OrNull var oldHash: String?
  @OrNull var newHash: String?
  let verdict: String
  @OrNull var reason: String?

  init(_ entry: RefreshEntry) {
    file = entry.file
    line = entry.line
    column = entry.column
    attribute = entry.attribute
    fetcher = entry.fetcher
    oldHash = entry.oldHash
    newHash = entry.newHash
    verdict = entry.verdict.rawValue
    reason = entry.reason?.words
  }
}
