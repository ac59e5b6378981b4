internal import FoundationEssentials

/// A step of a build as Nix tells it with `--log-format internal-json`, one a line.
package enum NixBuildEvent: Hashable, Sendable {
  /// An activity builds a derivation.
  case building(activity: Int, derivation: String)
  /// An activity ended.
  case stopped(activity: Int)
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

  /// A line of `internal-json`; what its fields are depends on its action and type.
  private struct Line: Decodable {
    let action: String
    let id: Int
    let type: Int
    let level: Int?
    let message: String
    var text: String?
    var numbers: [Int] = []

    private enum Key: String, CodingKey {
      case action, id, type, level, fields, msg
      case rawMessage = "raw_msg"
    }

    init(from decoder: any Decoder) throws {
      let line = try decoder.container(keyedBy: Key.self)
      action = try line.decode(String.self, forKey: .action)
      id = try line.decodeIfPresent(Int.self, forKey: .id) ?? 0
      type = try line.decodeIfPresent(Int.self, forKey: .type) ?? 0
      level = try line.decodeIfPresent(Int.self, forKey: .level)
      message =
        try line.decodeIfPresent(String.self, forKey: .rawMessage)
        ?? line.decodeIfPresent(String.self, forKey: .msg) ?? ""
      if action == "result", type == Kind.progress {
        numbers = try line.decode([Int].self, forKey: .fields)
      } else if action == "start" && [Kind.build, Kind.substitution].contains(type)
        || action == "result" && [Kind.logLine, Kind.postBuildLogLine].contains(type)
      {
        var fields = try line.nestedUnkeyedContainer(forKey: .fields)
        text = try fields.decode(String.self)
      }
    }
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
    guard let line = try? JSONDecoder().decode(Line.self, from: Data(bytes[mark.count...])) else {
      return nil
    }
    switch (line.action, line.type) {
    case ("start", Kind.build):
      self = .building(activity: line.id, derivation: line.text ?? "")
    case ("stop", _): self = .stopped(activity: line.id)
    case ("start", Kind.substitution): self = .substituting(path: line.text ?? "")
    case ("start", Kind.builds), ("start", Kind.copies):
      counters.insert(line.id)
      return nil
    case ("result", Kind.logLine), ("result", Kind.postBuildLogLine):
      self = .log(activity: line.id, line: NixMessage.plain((line.text ?? "").utf8))
    case ("result", Kind.progress) where counters.contains(line.id) && line.numbers.count >= 2:
      self = .count(done: line.numbers[0], expected: line.numbers[1])
    case ("msg", _):
      let text = NixMessage.plain(line.message.utf8)
      guard !text.isEmpty else { return nil }
      guard line.level == 0 else {
        self = .message(text)
        return
      }
      self = .error(text.hasPrefix("error: ") ? String(text.dropFirst(7)) : text)
    default: return nil
    }
  }
}
