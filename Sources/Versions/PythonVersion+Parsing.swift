import Basics

extension PythonVersion {
  /// Reads a version with all the spellings that PEP 440 normalises.
  ///
  /// The result is `nil` for anything PEP 440 does not allow, and for a number of more than 18
  /// digits.
  ///
  /// - Parameter text: the version, with white space around it allowed.
  package init?(_ text: some StringProtocol) {
    let text = String(text)
    self.init(utf8: text.utf8.span)
  }

  /// Reads a version from UTF-8, with all the spellings that PEP 440 normalises.
  ///
  /// The result is `nil` for anything PEP 440 does not allow, and for a number of more than 18
  /// digits.
  ///
  /// - Parameter bytes: the version, with white space around it allowed.
  package init?(utf8 bytes: Span<UInt8>) {
    var reader = Reader()
    guard reader.read(bytes) else { return nil }
    self = reader.version
  }

  /// Reads a version from UTF-8, with all the spellings that PEP 440 normalises.
  package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) { self.init(utf8: bytes.span) }

  /// Reads a version from UTF-8, with all the spellings that PEP 440 normalises.
  package init?(utf8 bytes: ArraySlice<UInt8>) { self.init(utf8: bytes.span) }

  /// Reads a version from UTF-8, with all the spellings that PEP 440 normalises.
  package init?(utf8 bytes: [UInt8]) { self.init(utf8: bytes.span) }

  /// The reading of one version: its fields so far, without an allocation in the common case.
  private struct Reader {
    private var position = 0
    private var epoch = 0
    private var release = InlineArray<4, Int>(repeating: 0)
    /// The release numbers from the fifth on.
    private var more: [Int] = []
    private var count = 0
    private var phase: Phase?
    private var prereleaseNumber = 0
    private var post: Int?
    private var development: Int?
    private var local: [LocalSegment] = []

    var version: PythonVersion {
      let suffixes = (phase == nil ? 0 : 1) + (post == nil ? 0 : 1) + (development == nil ? 0 : 1)
      if epoch == 0, local.isEmpty, more.isEmpty, suffixes <= 1 {
        var kind = Packing.Kind.final
        if let phase {
          kind = UInt64(phase.rawValue)
        } else if post != nil {
          kind = Packing.Kind.post
        } else if development != nil {
          kind = Packing.Kind.development
        }
        let key = Packing.key(
          release: release, count: count, kind: kind,
          number: phase == nil ? post ?? development ?? 0 : prereleaseNumber, boundary: .none)
        if key != 0 { return PythonVersion(key: key, box: nil) }
      }
      var components = (0..<min(count, 4)).map { release[$0] }
      components += more
      return PythonVersion(
        Fields(
          epoch: epoch, release: components,
          prerelease: phase.map { Prerelease(phase: $0, number: prereleaseNumber) }, post: post,
          development: development, local: local))
    }

    mutating func read(_ bytes: Span<UInt8>) -> Bool {
      while position < bytes.count, ASCII.isWhitespace(bytes[position]) { position += 1 }
      if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "v") { position += 1 }
      guard readRelease(bytes), readPrerelease(bytes), readPost(bytes), readDevelopment(bytes),
        readLocal(bytes)
      else { return false }
      while position < bytes.count, ASCII.isWhitespace(bytes[position]) { position += 1 }
      return position == bytes.count
    }

    /// The number at the position; `nil` if there is none or it is too large.
    private mutating func number(_ bytes: Span<UInt8>) -> Int? {
      guard position < bytes.count, ASCII.isDigit(bytes[position]) else { return nil }
      var value = 0
      while position < bytes.count, ASCII.isDigit(bytes[position]) {
        guard value < 100_000_000_000_000_000 else { return nil }
        value = value &* 10 &+ Int(bytes[position] &- 0x30)
        position += 1
      }
      return value
    }

    private mutating func readRelease(_ bytes: Span<UInt8>) -> Bool {
      guard var component = number(bytes) else { return false }
      if position < bytes.count, bytes[position] == UInt8(ascii: "!") {
        position += 1
        epoch = component
        guard let first = number(bytes) else { return false }
        component = first
      }
      while true {
        if count < 4 { release[count] = component } else { more.append(component) }
        count += 1
        guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "."),
          ASCII.isDigit(bytes[position + 1])
        else { return true }
        position += 1
        guard let next = number(bytes) else { return false }
        component = next
      }
    }

    /// Passes one of `.`, `-` and `_`.
    private func separatorEnd(_ bytes: Span<UInt8>, _ position: Int) -> Int {
      guard position < bytes.count else { return position }
      let byte = bytes[position]
      let isSeparator =
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      return isSeparator ? position + 1 : position
    }

    /// Passes a separator and a word in any case, if both are there.
    private mutating func take(_ word: StaticString, _ bytes: Span<UInt8>) -> Bool {
      let start = separatorEnd(bytes, position)
      guard start + word.utf8CodeUnitCount <= bytes.count else { return false }
      for index in 0..<word.utf8CodeUnitCount
      where bytes[start + index] | 0x20 != word.utf8Start[index] {
        return false
      }
      position = start + word.utf8CodeUnitCount
      return true
    }

    /// The number after a word and perhaps a separator, 0 where none is there.
    private mutating func suffixNumber(_ bytes: Span<UInt8>) -> Int? {
      position = separatorEnd(bytes, position)
      guard position < bytes.count, ASCII.isDigit(bytes[position]) else { return 0 }
      return number(bytes)
    }

    private mutating func readPrerelease(_ bytes: Span<UInt8>) -> Bool {
      guard position < bytes.count else { return true }
      if take("alpha", bytes) || take("a", bytes) {
        phase = .alpha
      } else if take("beta", bytes) || take("b", bytes) {
        phase = .beta
      } else if take("preview", bytes) || take("pre", bytes) || take("c", bytes)
        || take("rc", bytes)
      {
        phase = .candidate
      } else {
        return true
      }
      guard let number = suffixNumber(bytes) else { return false }
      prereleaseNumber = number
      return true
    }

    private mutating func readPost(_ bytes: Span<UInt8>) -> Bool {
      guard position < bytes.count else { return true }
      if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "-"),
        ASCII.isDigit(bytes[position + 1])
      {
        position += 1
        post = number(bytes)
        return post != nil
      }
      guard take("post", bytes) || take("rev", bytes) || take("r", bytes) else { return true }
      post = suffixNumber(bytes)
      return post != nil
    }

    private mutating func readDevelopment(_ bytes: Span<UInt8>) -> Bool {
      guard position < bytes.count, take("dev", bytes) else { return true }
      development = suffixNumber(bytes)
      return development != nil
    }

    private mutating func readLocal(_ bytes: Span<UInt8>) -> Bool {
      guard position < bytes.count, bytes[position] == UInt8(ascii: "+") else { return true }
      repeat {
        position += 1
        var segment: [UInt8] = []
        while position < bytes.count, ASCII.isAlphanumeric(bytes[position]) {
          segment.append(ASCII.lowercased(bytes[position]))
          position += 1
        }
        guard !segment.isEmpty else { return false }
        local.append(LocalSegment(lowercased: segment))
      } while separatorEnd(bytes, position) > position
      return true
    }
  }
}
