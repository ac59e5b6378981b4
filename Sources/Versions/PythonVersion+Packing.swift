extension PythonVersion {
  /// The layout of a version's key.
  ///
  /// From the highest bit: four release numbers (16, 11, 11 and 8 bits), the kind of suffix (3),
  /// its number (10), the boundary (2), the count of release numbers (3). All but the count decide
  /// the order, so that two keys compare as their versions do.
  enum Packing {
    private static let shifts: InlineArray<4, UInt64> = [48, 37, 26, 18]
    private static let limits: InlineArray<4, Int> = [0xffff, 0x7ff, 0x7ff, 0xff]
    private static let kindShift: UInt64 = 15
    private static let numberShift: UInt64 = 5
    private static let numberLimit = 0x3ff
    private static let boundaryShift: UInt64 = 3
    /// A count that the key cannot hold.
    private static let hiddenCount: UInt64 = 7

    /// The kinds of suffix, in PEP 440's order.
    enum Kind {
      static let development: UInt64 = 0
      static let final: UInt64 = 4
      static let post: UInt64 = 5
      static let afterPosts: UInt64 = 6
    }

    /// The key without what does not decide the order.
    static func order(_ key: UInt64) -> UInt64 { key >> 3 }

    static func hidesCount(_ key: UInt64) -> Bool { key & 7 == hiddenCount }

    static func count(of key: UInt64) -> Int { Int(key & 7) }

    static func kind(of key: UInt64) -> UInt64 { key >> kindShift & 7 }

    static func number(of key: UInt64) -> Int { Int(key >> numberShift) & numberLimit }

    static func component(_ index: Int, of key: UInt64) -> Int {
      index < 4 ? Int(key >> shifts[index]) & limits[index] : 0
    }

    static func isPrerelease(_ key: UInt64) -> Bool { kind(of: key) < Kind.final }

    /// Whether nothing follows the release.
    static func isPlain(_ key: UInt64) -> Bool {
      kind(of: key) == Kind.final && boundary(of: key) == .none
    }

    static func boundary(of key: UInt64) -> Boundary {
      if kind(of: key) == Kind.afterPosts { return .afterPosts }
      return Boundary(rawValue: UInt8(truncatingIfNeeded: key >> boundaryShift & 3)) ?? .none
    }

    /// The key of a release with one suffix, or 0 where it does not fit.
    ///
    /// - Parameters:
    ///   - release: the first four numbers of the release.
    ///   - count: how many numbers the release has; those from the fifth on are 0.
    ///   - kind: the kind of suffix.
    ///   - number: the suffix' number.
    ///   - boundary: the boundary.
    /// - Returns: the key, or 0.
    static func key(
      release: InlineArray<4, Int>, count: Int, kind: UInt64, number: Int, boundary: Boundary
    ) -> UInt64 {
      guard number <= numberLimit else { return 0 }
      var key: UInt64 = 0
      for index in 0..<4 {
        guard release[index] <= limits[index] else { return 0 }
        key |= UInt64(truncatingIfNeeded: release[index]) << shifts[index]
      }
      key |= kind << kindShift
      key |= UInt64(truncatingIfNeeded: number) << numberShift
      key |= UInt64(boundary.rawValue) << boundaryShift
      return key | min(UInt64(truncatingIfNeeded: count), hiddenCount)
    }

    /// The key of any fields, or 0 where they do not fit.
    static func key(of fields: Fields) -> UInt64 {
      guard fields.epoch == 0, fields.local.isEmpty,
        fields.release.dropFirst(4).allSatisfy({ $0 == 0 })
      else { return 0 }
      var kind = Kind.final
      var number = 0
      switch (fields.prerelease, fields.post, fields.development) {
      case (nil, nil, nil): break
      case (let prerelease?, nil, nil):
        kind = UInt64(prerelease.phase.rawValue)
        number = prerelease.number
      case (nil, let post?, nil):
        kind = Kind.post
        number = post
      case (nil, nil, let development?):
        number = development
        kind = Kind.development
      default: return 0
      }
      var boundary = fields.boundary
      if boundary == .afterPosts {
        switch kind {
        case Kind.final:
          kind = Kind.afterPosts
          boundary = .none
        case Kind.development, Kind.post: return 0
        default: break
        }
      }
      var release = InlineArray<4, Int>(repeating: 0)
      for (index, component) in fields.release.prefix(4).enumerated() { release[index] = component }
      return key(
        release: release, count: fields.release.count, kind: kind, number: number,
        boundary: boundary)
    }

    /// The fields of a key.
    static func fields(of key: UInt64) -> Fields {
      var fields = suffixFields(of: key)
      fields.release = (0..<count(of: key)).map { component($0, of: key) }
      return fields
    }

    /// The fields of a key without those of the release.
    static func suffixFields(of key: UInt64) -> Fields {
      var fields = Fields(release: [])
      let number = number(of: key)
      switch kind(of: key) {
      case Kind.development: fields.development = number
      case Kind.post: fields.post = number
      case Kind.final, Kind.afterPosts: break
      case let phase:
        if let phase = Phase(rawValue: UInt8(truncatingIfNeeded: phase)) {
          fields.prerelease = Prerelease(phase: phase, number: number)
        }
      }
      fields.boundary = boundary(of: key)
      return fields
    }
  }
}
