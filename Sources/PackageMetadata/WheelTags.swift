import Basics
import Versions

/// The wheels that an interpreter can install on one system, and which of them it likes best
/// (PEP 425, PEP 600).
///
/// Wheels for musl are never compatible, since nixpkgs' systems here use glibc.
package struct WheelTags: Hashable, Sendable {
  /// How well a wheel fits; the lower, the better.
  package typealias Rank = Int

  private let target: PythonTarget
  private let system: System
  private let words: Words

  private init(target: PythonTarget, system: System) {
    self.target = target
    self.system = system
    words = Words(
      python: .of(Self.exactPython(target)), abi: .of(Self.exactABI(target, system)),
      generic: .of("py\(target.major)"))
  }

  /// The tags of a target on one system.
  package static func compatible(with target: PythonTarget, system: System) -> WheelTags {
    WheelTags(target: target, system: system)
  }

  /// How well the wheel fits, by the best of its tags; `nil` if it cannot be installed.
  ///
  /// Ranks order first by Python and ABI (an exact `cp313-cp313` before `abi3` before `py3-none`),
  /// a platform's own wheel always before one for any platform, then by platform, the newest C
  /// library first.
  package func rank(of wheel: WheelName) -> Rank? {
    // Most wheels of a release are for other interpreters.
    let (interpreter, generic) =
      quickRanks(wheel)
      ?? interpreterRanks(WheelName.tags(of: wheel.pythonTag), WheelName.tags(of: wheel.abiTag))
    guard interpreter != nil || generic != nil else { return nil }
    let platforms = WheelName.tags(of: wheel.platformTag)
    let native = interpreter.flatMap { rank in
      platforms.compactMap { platformRank($0) }.min().map { rank * 4096 + $0 }
    }
    let any = platforms.contains("any") ? generic.map { $0 * 4096 } : nil
    guard let native, let any else { return native ?? any }
    return min(native, any)
  }
}

// MARK: - Interpreter and ABI

extension WheelTags {
  /// The tags that fit the target.
  private struct Words: Hashable {
    let python: TagWord
    let abi: TagWord
    /// `py3`.
    let generic: TagWord
    let none = TagWord.of("none")
    let abi3 = TagWord.of("abi3")
    let stable = TagWord.of("cp3")
  }

  /// What `interpreterRanks` gives, for one short tag of each; nil for others.
  func quickRanks(_ wheel: WheelName) -> (native: Rank?, any: Rank?)? {
    guard let python = wheel.pythonWord, let abi = wheel.abiWord else { return nil }
    return ranks(python, abi)
  }

  /// The best place of Python and ABI tags in a wheel for some platform, and in one for any.
  func interpreterRanks(
    _ pythons: WheelTagSequence, _ abis: WheelTagSequence
  ) -> (native: Rank?, any: Rank?) {
    var best: (native: Rank?, any: Rank?)
    for python in pythons {
      for abi in abis {
        // No tag that fits is longer.
        guard let python = TagWord(python.utf8), let abi = TagWord(abi.utf8) else { continue }
        let found = ranks(python, abi)
        best.native = [best.native, found.native].compactMap { $0 }.min()
        best.any = [best.any, found.any].compactMap { $0 }.min()
      }
    }
    return best
  }

  /// The places of a Python and ABI tag among those that fit, in a wheel for some platform and in one for any.
  private func ranks(_ python: TagWord, _ abi: TagWord) -> (native: Rank?, any: Rank?) {
    let isExact = python == words.python
    if abi == words.none {
      if isExact { return (2, 199) }
      let place = python.rest(after: words.generic).flatMap(genericPlace)
      return (place.map { 100 + $0 }, place.map { 200 + $0 })
    }
    if isExact, abi == words.abi { return (0, nil) }
    guard abi == words.abi3, target.implementation == .cPython, target.major == 3,
      let minor = python.rest(after: words.stable)?.number,
      (2...max(2, target.minor)) ~= minor
    else { return (nil, nil) }
    return (isExact ? 1 : 3 + target.minor - minor, nil)
  }

  /// The place of a tag such as `py313`, `py3`, `py312` … `py30`, by what follows `py3`.
  private func genericPlace(_ rest: TagWord) -> Int? {
    if rest.isEmpty { return 1 }
    guard let minor = rest.number, minor <= target.minor else { return nil }
    return minor == target.minor ? 0 : 2 + target.minor - minor
  }

  private static func exactPython(_ target: PythonTarget) -> String {
    let prefix = target.implementation == .cPython ? "cp" : "pp"
    return "\(prefix)\(target.major)\(target.minor)"
  }

  private static func exactABI(_ target: PythonTarget, _ system: System) -> String {
    switch target.implementation {
    case .pyPy: return "pypy\(target.major)\(target.minor)_pp73"
    case .cPython:
      // Before 3.8 the tag said how the allocator was built, before 3.3 how wide a character was.
      if target.major == 2 {
        return "cp\(target.major)\(target.minor)m\(SystemSet.linux.contains(system.set) ? "u" : "")"
      }
      return "cp\(target.major)\(target.minor)\(target.minor < 8 ? "m" : "")"
    }
  }
}

// MARK: - Platform

extension WheelTags {
  /// The place of a platform tag among those of the system; `nil` for others and for `any`.
  private func platformRank(_ tag: Substring) -> Rank? {
    switch system {
    case .x86_64Linux: linuxRank(tag, machine: "x86_64", floor: 5)
    case .aarch64Linux: linuxRank(tag, machine: "aarch64", floor: 17)
    case .x86_64Darwin, .aarch64Darwin: macRank(tag)
    }
  }

  private func linuxRank(_ tag: Substring, machine: String, floor: Int) -> Rank? {
    if tag == "linux_\(machine)" { return 1000 }
    guard let (minor, isAlias) = Self.glibcMinor(tag, machine: machine),
      (floor...max(floor, target.glibcMinor)) ~= minor, minor <= target.glibcMinor
    else { return nil }
    return (target.glibcMinor - minor) * 2 + (isAlias ? 1 : 0)
  }

  /// The minor number of the glibc that a manylinux tag for the machine needs.
  private static func glibcMinor(
    _ tag: Substring, machine: String
  ) -> (minor: Int, isAlias: Bool)? {
    guard WheelName.begins(tag, "manylinux"), WheelName.ends(tag, "_\(machine)") else { return nil }
    let middle = tag.dropFirst("manylinux".utf8.count).dropLast(machine.utf8.count + 1)
    switch middle {
    case "1": return (5, true)
    case "2010": return (12, true)
    case "2014": return (17, true)
    default:
      guard middle.hasPrefix("_2_"), let minor = number(middle.dropFirst(3)) else { return nil }
      return (minor, false)
    }
  }

  private func macRank(_ tag: Substring) -> Rank? {
    guard let (major, minor, format) = Self.macVersion(tag) else { return nil }
    let isARM = system == .aarch64Darwin
    // From macOS 11 on only the major number counts; before it 10.16 is the highest there is.
    if major >= 11 {
      let formats = isARM ? ["arm64", "universal2"] : Self.intelFormats
      guard minor == 0, major <= target.macOSMajor,
        let place = formats.firstIndex(of: String(format))
      else { return nil }
      return (target.macOSMajor - major) * 8 + place
    }
    guard major == 10, (4...16) ~= minor else { return nil }
    let formats = isARM ? ["universal2"] : Self.intelFormats
    guard let place = formats.firstIndex(of: String(format)) else { return nil }
    return 1000 + (16 - minor) * 8 + place
  }

  private static let intelFormats = [
    "x86_64", "intel", "fat64", "fat32", "universal2", "universal",
  ]

  private static func macVersion(
    _ tag: Substring
  ) -> (major: Int, minor: Int, format: Substring)? {
    guard WheelName.begins(tag, "macosx_") else { return nil }
    let parts = tag.dropFirst(7).split(
      separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let major = number(parts[0]), let minor = number(parts[1]) else {
      return nil
    }
    return (major, minor, parts[2])
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...4) ~= text.utf8.count, text.utf8.allSatisfy(ASCII.isDigit) else { return nil }
    return Int(text)
  }
}

extension WheelName {
  /// The systems that the platform tags serve, of whatever version the system has to be.
  package var platforms: SystemSet {
    var result: SystemSet = []
    for tag in Self.tags(of: platformTag) {
      if tag == "any" { return .all }
      if Self.begins(tag, "manylinux") || Self.begins(tag, "linux_") {
        if Self.ends(tag, "_x86_64") { result.insert(.x86_64Linux) }
        if Self.ends(tag, "_aarch64") { result.insert(.aarch64Linux) }
      } else if Self.begins(tag, "macosx_") {
        if Self.ends(tag, "_x86_64") || Self.ends(tag, "_intel") { result.insert(.x86_64Darwin) }
        if Self.ends(tag, "_arm64") { result.insert(.aarch64Darwin) }
        if Self.ends(tag, "_universal2") { result.insert(.darwin) }
        if Self.ends(tag, "_universal") || Self.ends(tag, "_fat64") { result.insert(.x86_64Darwin) }
      }
    }
    return result
  }

  /// Compares bytes, not characters: a plan looks at thousands of tags.
  static func begins(_ tag: Substring, _ text: String) -> Bool {
    tag.utf8.starts(with: text.utf8)
  }

  static func ends(_ tag: Substring, _ text: String) -> Bool {
    tag.utf8.suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
