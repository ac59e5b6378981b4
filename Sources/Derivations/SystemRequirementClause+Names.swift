internal import Basics

extension SystemRequirementClause {
  /// A word of a clause, without punctuation round it.
  private struct Word {
    /// As it is written.
    let text: String
    let lowercased: String
    let isQuoted: Bool

    /// Whether it looks like a name where it stands in a sentence: `WhiteboxTools`, `4ti2`, `JAGS`.
    func isProper(atBeginning: Bool) -> Bool {
      let letters = text.utf8
      if letters.contains(where: ASCII.isDigit), !isNumber { return true }
      let capitals = (atBeginning ? letters.dropFirst() : letters[...]).filter {
        (0x41...0x5A).contains($0)
      }
      return !capitals.isEmpty
    }

    /// Whether it is a number or a version, such as `4.x` and `v2`.
    var isNumber: Bool {
      let rest = lowercased.utf8.drop { $0 == UInt8(ascii: "v") }
      return rest.allSatisfy {
        $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "x") || ASCII.isDigit($0)
      }
    }

    /// Whether it can be the name of something.
    var isName: Bool {
      text.utf8.count >= 3 && !isNumber && !SystemRequirementClause.generic.contains(lowercased)
        && !SystemRequirementClause.isToolchain(lowercased)
    }
  }

  private static let dressing = Set("'\"`.!?*".utf8)
  private static let separators = Set(" \t/|&,;".utf8)
  private static let limits = Set("()[]{}<>=~:".utf8)

  /// How many words of a clause are looked at: those of real ones are fewer.
  private static let limit = 80

  /// The words, without web addresses; the limits of version bounds and brackets are words of their own.
  private var words: [Word] {
    var found: [Word] = []
    for piece in text.split(separator: " ").prefix(Self.limit) where !piece.contains("://") {
      // `std::thread` and `File::Temp` are one word.
      let joined = piece.contains("::") && !piece.hasSuffix("::")
      var bytes: [UInt8] = []
      func end() {
        let isQuoted = bytes.first.map {
          $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") || $0 >= 0x80
        }
        let inner = bytes.drop { Self.dressing.contains($0) || $0 >= 0x80 }
        let rest = inner.reversed().drop { Self.dressing.contains($0) || $0 >= 0x80 }.reversed()
        bytes.removeAll()
        guard !rest.isEmpty else { return }
        let text = String(decoding: rest, as: UTF8.self)
        found.append(Word(text: text, lowercased: text.lowercased(), isQuoted: isQuoted ?? false))
      }
      for byte in piece.utf8 {
        if Self.limits.contains(byte), !(joined && byte == UInt8(ascii: ":")) {
          end()
          found.append(Word(text: "|", lowercased: "|", isQuoted: false))
        } else if Self.separators.contains(byte) {
          end()
        } else {
          bytes.append(byte)
        }
      }
      end()
    }
    return found
  }

  /// Attributes that nixpkgs may have what the clause is about under, the likeliest first.
  ///
  ///     visidata (>= 1.0)                           visidata
  ///     'QGIS' latest or long-term release          qgis
  ///     IBM ILOG CPLEX libraries and headers        ibm-ilog-cplex, ibmilogcplex, ibm, ilog, cplex
  ///     Optional: cdo needed for regridding         cdo
  ///     Some steps call WhiteboxTools               whiteboxtools, whitebox-tools
  ///     <https://github.com/gnames/gnparser>        gnparser
  ///
  /// These are the words before what says what they are for, if there are up to three; names in
  /// quotes and what looks like a name in a sentence; and the project of a web address.
  var names: [String] {
    let words = words
    var found: [String] = []
    if let subject = Self.subject(of: words), words.count < 4 || !Self.continues(words) {
      if subject.count > 1 {
        found += [subject.joined(separator: "-"), subject.joined()]
      }
      found += subject
    }
    found += quoted
    if !Self.continues(words) {
      for (index, word) in words.enumerated() where word.isName {
        if word.isQuoted || word.isProper(atBeginning: index == 0) {
          found += [word.lowercased, Self.kebab(word.text)]
        }
      }
      found += projects
    }
    return Self.attributes(found)
  }

  /// Attributes of libraries that the clause names by distributions' names of them.
  ///
  ///     libsecret-1-dev on Debian, cgal-devel       libsecret-1, libsecret, secret, cgal, libcgal
  var libraryNames: [String] {
    var found: [String] = []
    for word in words where word.isName {
      var name = word.lowercased[...]
      var isLibrary = name.hasPrefix("lib") && name.utf8.count > 5 && name != "libreoffice"
      for suffix in ["-dev", "-devel", "-headers"] where name.hasSuffix(suffix) {
        name = name.dropLast(suffix.count)
        isLibrary = true
      }
      guard isLibrary else { continue }
      let stem = Self.unversioned(name)
      for form in [String(name), stem] {
        let bare = form.hasPrefix("lib") ? String(form.dropFirst(3)) : form
        if bare.utf8.count > 1 { found += [form, bare, "lib\(bare)"] }
      }
    }
    return Self.attributes(found)
  }

  /// Attributes of modules for a language that the field speaks of, in the set that has them.
  func moduleNames(ofPython: Bool, ofPerl: Bool) -> [String] {
    var found: [String] = []
    if ofPython {
      found += Self.attributes(Self.subject(of: words) ?? []).map { "python3Packages.\($0)" }
    }
    if ofPerl {
      for word in words where word.text.utf8.contains(UInt8(ascii: ":")) {
        let name = word.text.filter { $0 != ":" }
        if name.utf8.allSatisfy(ASCII.isAlphanumeric) {
          found.append("perlPackages.\(name)")
        }
      }
    }
    return found
  }

  /// Whether it names nothing: words of every day alone, or the rest of a sentence that a comma cut
  /// off.
  ///
  ///     on a Unix-alike
  ///     but greater than 12 GB of RAM highly recommended
  ///     the code is executed sequentially and a warning is printed
  var isProse: Bool {
    let words = words.filter { $0.text != "|" }
    guard words.contains(where: { $0.text.utf8.count > 1 }), libraryNames.isEmpty, quoted.isEmpty
    else { return false }
    if words.allSatisfy({ !$0.isName }) { return true }
    return words.count > 3 && Self.continues(words)
      && !words.enumerated().contains { index, word in
        word.isName && word.isProper(atBeginning: index == 0)
      }
  }

  /// Whether words go on with a sentence, or with an explanation, that something before began.
  private static func continues(_ words: [Word]) -> Bool {
    words.first.map { continuations.contains($0.lowercased) } ?? false
  }

  /// The first one to three names, before a word that says what they are for.
  private static func subject(of words: [Word]) -> [String]? {
    var names: [String] = []
    for word in words {
      if connectives.contains(word.lowercased) {
        if names.isEmpty { continue }
        break
      }
      if word.isName { names.append(word.lowercased) }
      if names.count > 3 { return nil }
    }
    return names.isEmpty ? nil : names
  }

  /// What stands in quotes, as long as a name is.
  private var quoted: [String] {
    let pieces = bytes.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"")
    }
    return stride(from: 1, to: pieces.count, by: 2).compactMap { index in
      let name = String(decoding: pieces[index], as: UTF8.self)
      guard (3...30).contains(pieces[index].count), !Self.generic.contains(name) else { return nil }
      return name
    }
  }

  /// The projects of web addresses: the repository on a forge, or a host's own name.
  private var projects: [String] {
    var found: [String] = []
    for piece in text.split(separator: " ").prefix(Self.limit) {
      guard let start = piece.firstRange(of: "://") else { continue }
      let address = piece[start.upperBound...].prefix { !"<>()[]'\",;".contains($0) }
      var parts = address.lowercased().split(separator: "/").map(String.init)
      while let last = parts.last, last.isEmpty || last == "." { parts.removeLast() }
      guard var host = parts.first else { continue }
      if host.hasPrefix("www.") { host = String(host.dropFirst(4)) }
      if ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"].contains(host) {
        if parts.count > 2 { found.append(Self.repository(parts[2])) }
      } else if host.hasSuffix("sourceforge.net"), parts.count > 2, parts[1] == "projects" {
        found.append(parts[2])
      } else {
        let labels = host.split(separator: ".")
        if labels.count == 2 { found.append(String(labels[0])) }
      }
    }
    return found.filter { $0.utf8.count > 2 && !Self.generic.contains($0) }
  }

  private static func repository(_ name: String) -> String {
    name.hasSuffix(".git") ? String(name.dropLast(4)) : name
  }

  /// `whitebox-tools` of `WhiteboxTools`.
  private static func kebab(_ name: String) -> String {
    var result = ""
    var before: UInt8 = 0
    for byte in name.utf8 {
      if (0x41...0x5A).contains(byte), (0x61...0x7A).contains(before) { result += "-" }
      result.unicodeScalars.append(Unicode.Scalar(byte))
      before = byte
    }
    return result.lowercased()
  }

  /// `libsecret` of `libsecret-1` and `libfoo` of `libfoo2.0`.
  private static func unversioned(_ name: Substring) -> String {
    var bytes = Array(name.utf8)
    while let last = bytes.last, ASCII.isDigit(last) || last == 0x2E || last == 0x2D {
      bytes.removeLast()
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The forms of names that an attribute can have, each once, in their order.
  private static func attributes(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.flatMap { name in
      let plain = bare(name)
      return [plain, String(plain.map { $0 == "_" || $0 == "." || $0 == " " ? "-" : $0 })]
    }.filter { isAttribute($0) && seen.insert($0).inserted }
  }

  /// `ncbi-blast` of `ncbi-blast+`.
  private static func bare(_ name: String) -> String {
    var name = name[...]
    while name.last == "+" { name.removeLast() }
    return String(name)
  }

  private static func isAttribute(_ name: String) -> Bool {
    guard let first = name.utf8.first, (0x61...0x7A).contains(first), name.utf8.count > 2 else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_")
    }
  }
}
