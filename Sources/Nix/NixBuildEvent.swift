/// A step of a build as Nix tells it with `--log-format internal-json`, one a line.
package enum NixBuildEvent: Hashable, Sendable {
  /// An activity builds a derivation.
  case building(activity: Int, derivation: String)
  /// A line of the log of an activity.
  case log(activity: Int, line: String)
  /// How many builds, or copies of store paths, are done, of how many.
  case count(done: Int, expected: Int)
  /// A store path comes from a cache.
  case substituting(path: String)
  /// An error, without its mark.
  case error(String)
  /// Another message: a warning, a note.
  case message(String)

  /// The kinds of activities and of their results, by Nix's numbers.
  private enum Kind {
    static let build = 105
    static let builds = 104
    static let copies = 103
    static let substitution = 108
    static let logLine = 101
    static let postBuildLogLine = 107
    static let progress = 105
  }

  /// Reads a line; `nil` for one that tells nothing of use.
  ///
  /// `counters` remembers the activities that count builds.
  init?(line bytes: [UInt8], counters: inout Set<Int>) {
    let mark = Array("@nix ".utf8)
    guard bytes.starts(with: mark) else {
      let text = NixMessage.plain(bytes)
      guard !text.allSatisfy({ $0 == " " }) else { return nil }
      self = text.hasPrefix("error: ") ? .error(String(text.dropFirst(7))) : .message(text)
      return
    }
    guard let value = JSONReader.value(of: Array(bytes.dropFirst(mark.count))) else { return nil }
    let id = value["id"]?.integer ?? 0
    let type = value["type"]?.integer ?? 0
    let fields = value["fields"]?.list ?? []
    switch value["action"]?.text {
    case "start" where type == Kind.build:
      guard let derivation = fields.first?.text else { return nil }
      self = .building(activity: id, derivation: derivation)
    case "start" where type == Kind.substitution:
      guard let path = fields.first?.text else { return nil }
      self = .substituting(path: path)
    case "start" where type == Kind.builds || type == Kind.copies:
      counters.insert(id)
      return nil
    case "result" where type == Kind.logLine || type == Kind.postBuildLogLine:
      guard let line = fields.first?.text else { return nil }
      self = .log(activity: id, line: NixMessage.plain(line.utf8))
    case "result" where type == Kind.progress && counters.contains(id):
      let numbers = fields.compactMap(\.integer)
      guard numbers.count >= 2 else { return nil }
      self = .count(done: numbers[0], expected: numbers[1])
    case "msg":
      let raw = value["raw_msg"]?.text
      let text = NixMessage.plain((raw ?? value["msg"]?.text ?? "").utf8)
      guard !text.isEmpty else { return nil }
      if value["level"]?.integer == 0 {
        self = .error(text.hasPrefix("error: ") ? String(text.dropFirst(7)) : text)
      } else {
        self = .message(text)
      }
    default: return nil
    }
  }
}
