/// One clause of SystemRequirements' prose: what stands between commas and semicolons.
struct SystemRequirementClause {
  /// The original words.
  let text: String
  /// The words in lower case, without web addresses and version bounds.
  let bytes: [UInt8]

  /// Whether it speaks of what users do without: vignettes, tests, development.
  var isAside: Bool { Self.asides.contains { $0.occurs(in: bytes) } }

  private static let asides = [
    "vignette*", "unit test*", "testing", "tests", "documentation", "development", "developers",
  ].map { NativeRules.Phrase($0, lowercased: true) }

  /// The clauses of a field, less those without a letter.
  static func clauses(of field: String) -> [SystemRequirementClause] {
    var depth = 0
    let pieces = field.split { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(0, depth - 1) }
      return depth == 0 && (character == "," || character == ";" || character == "\n")
    }
    return pieces.compactMap { piece in
      let words = piece.split { $0 == " " || $0 == "\t" || $0 == "\n" }
      let kept = words.filter { !$0.contains("://") }.joined(separator: " ").lowercased()
      guard kept.utf8.contains(where: { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x80 }) else {
        return nil
      }
      return SystemRequirementClause(
        text: words.joined(separator: " "), bytes: Array(trimmed(kept).utf8))
    }
  }

  /// `text` without the full stop or quotes round it.
  private static func trimmed(_ text: String) -> Substring {
    var rest = text[...].drop { " .'\"".contains($0) }
    while let last = rest.last, " .'\"".contains(last) { rest.removeLast() }
    return rest
  }
}

extension SystemRequirementClause {
  /// Attributes that nixpkgs may have what the clause is about under, the likeliest first.
  ///
  ///     htcondor                                htcondor
  ///     visidata (>= 1.0)                       visidata
  ///     'QGIS' latest or long-term release      qgis
  ///     IBM ILOG CPLEX libraries and headers    ibm-ilog-cplex, ibmilogcplex, ibm, ilog, cplex
  ///
  /// A clause that begins with more than three words of its own is a sentence, of which only the
  /// names in quotes count.
  var names: [String] {
    let ends = Set("(<>=[~:".utf8)
    let separators = Set(" \t/|&".utf8)
    let dressing = Set("'\"`.!?*".utf8)
    func word(_ piece: some Collection<UInt8>) -> String? {
      var bytes = Array(piece.drop { dressing.contains($0) || $0 >= 0x80 })
      while let last = bytes.last, dressing.contains(last) || last >= 0x80 { bytes.removeLast() }
      let text = String(decoding: bytes, as: UTF8.self)
      let isNumber = bytes.drop { $0 == UInt8(ascii: "v") }.allSatisfy {
        $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "x") || (0x30...0x39).contains($0)
      }
      return bytes.count < 3 || isNumber || Self.generic.contains(text) ? nil : text
    }
    let head = bytes.prefix { !ends.contains($0) }
    let words = head.split { separators.contains($0) }.compactMap(word)
    var found: [String] = []
    if (1...3).contains(words.count) {
      if words.count > 1 { found += [words.joined(separator: "-"), words.joined()] }
      found += words
    }
    // Names in quotes: every second piece.
    let pieces = bytes.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"")
    }
    for index in stride(from: 1, to: pieces.count, by: 2) where pieces[index].count <= 30 {
      if let name = word(pieces[index]) { found.append(name) }
    }
    var seen: Set<String> = []
    return found.flatMap { name in
      let plain = Self.bare(name)
      return [plain, String(plain.map { $0 == "_" || $0 == "." || $0 == " " ? "-" : $0 })]
    }.filter { Self.isAttribute($0) && seen.insert($0).inserted }
  }

  /// `ncbi-blast` of `ncbi-blast+`.
  private static func bare(_ name: String) -> String {
    var name = name[...]
    while name.last == "+" { name.removeLast() }
    return String(name)
  }

  private static func isAttribute(_ name: String) -> Bool {
    guard let first = name.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_")
    }
  }

  /// Words that name nothing, or that nixpkgs has something else under.
  private static let generic: Set<String> = Set(
    """
    the and for with via are not see that this when which has any all some each most more only than
    its can may must such like from into used use uses using needed needs need required requires
    require requirement recommended optional optionally available support supported supports
    version versions library libraries software package packages toolkit program programs command
    commands line tool tools higher later above newer latest recent current default standard basic
    core system systems file files time key path code bit binary tests test testing patch formats
    format pack distribution distributions platform platforms parallel wrap goto bind runtime engine
    server client external installation installed install dev devel deb rpm apt yum dnf brew homebrew
    debian ubuntu fedora centos redhat suse linux windows mac macos osx unix solaris freebsd source
    user users local module modules python cran github gitlab web api app apps application
    applications service license development developer header headers shared dynamic static
    executable java access internet data database databases model models driver drivers manager
    note update upgrade build building builds function functions feature features other others
    graphics image images text document documents browser display screen sound network cloud
    account valid release releases backend frontend interface plugin extension extensions utility
    utilities suite environment working recommends either both free
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
