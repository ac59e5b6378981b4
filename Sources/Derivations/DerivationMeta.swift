import Basics
import PackageMetadata

/// The `meta` of a derivation: description, home page, changelog and licence.
struct DerivationMeta {
  let metadata: ReleaseMetadata
  let ecosystem: Ecosystem
  let dialect: Dialect
  /// Whether it brings machine code that somebody else compiled.
  var isCompiledElsewhere = false
  /// The systems that it has files for.
  var platforms = SystemSet.all
  /// The only program that it installs.
  var mainProgram: String?
  /// How far below the usual priority its files are in an environment.
  var priorityRank = 0

  /// The binding of `meta`; empty if nothing is known.
  var binding: NixBinding? {
    let bindings = bindings
    if bindings.isEmpty { return nil }
    return .value("meta", .set(bindings, isRecursive: false), startsGroup: true)
  }

  private var bindings: [NixBinding] {
    var bindings: [NixBinding] = []
    if let summary = metadata.summary, let text = Self.oneLine(summary) {
      bindings.append(.value("description", .string(text)))
    }
    if let page = metadata.homePage, Self.isWebAddress(page) {
      bindings.append(.value("homepage", .string(page)))
    }
    if let page = metadata.changelog, Self.isWebAddress(page) {
      bindings.append(.value("changelog", .string(page)))
    }
    if let licence { bindings.append(.value("license", licence)) }
    if isCompiledElsewhere, dialect.hasBuildSystem {
      bindings.append(
        .value("sourceProvenance", .list([.packages("lib", "sourceTypes", "binaryNativeCode")])))
    }
    if let platforms = Self.expression(of: platforms) {
      bindings.append(.value("platforms", platforms))
    }
    if let mainProgram, dialect.hasBuildSystem {
      bindings.append(.value("mainProgram", .string(mainProgram)))
    }
    if priorityRank > 0 {
      // 5 is `lib.meta.defaultPriority`; the greater number gives way.
      bindings.append(.value("priority", .integer(5 + priorityRank)))
    }
    return bindings
  }

  /// The systems as nixpkgs writes them; nil for all.
  private static func expression(of systems: SystemSet) -> NixExpression? {
    switch systems {
    case .all, []: nil
    case .linux: .packages("lib", "platforms", "linux")
    case .darwin: .packages("lib", "platforms", "darwin")
    default: .list(systems.systems.map { .string($0.name) })
    }
  }

  private var licence: NixExpression? {
    let statement = metadata.licence
    let terms = Licence(statement, in: ecosystem).terms
    let written = [statement.expression, statement.text].compactMap(\.self)
    let words = terms.count == 1 ? written.lazy.compactMap(Self.oneLine).first : nil
    let expressions = terms.map { term -> NixExpression in
      if let known = term.attributes.first(where: { dialect.hasLicence($0) }) {
        return .packages("lib", "licenses", known)
      }
      // This nixpkgs has no such licence: the author's own words, where they name one alone.
      let name = words ?? Self.oneLine(Self.name(of: term)) ?? "unknown"
      return .set([.value("fullName", .string(name))], isRecursive: false)
    }
    return expressions.count == 1 ? expressions[0] : expressions.isEmpty ? nil : .list(expressions)
  }

  private static func name(of term: LicenceTerm) -> String {
    switch term {
    case .nixpkgs(let attribute): attribute
    case .fullName(let name): name
    }
  }

  /// The text on one line, trimmed, without a final full stop, of at most 400 bytes.
  static func oneLine(_ text: String) -> String? {
    var words: [Substring] = []
    var length = 0
    for scalars in text.unicodeScalars.split(whereSeparator: Self.isWhitespace) {
      let word = Substring(scalars)
      length += word.utf8.count + 1
      if length > 400 { break }
      words.append(word)
    }
    // Invisible characters are dropped: the text is there to be read.
    var line = String(
      String.UnicodeScalarView(
        words.joined(separator: " ").unicodeScalars.filter(Printable.isPlain)))
    if line.hasSuffix("."), !line.hasSuffix("..") { line.removeLast() }
    return line.isEmpty || line == "UNKNOWN" ? nil : line
  }

  private static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
      ? scalar == " " || 0x09...0x0d ~= scalar.value : scalar.properties.isWhitespace
  }

  static func isWebAddress(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://"))
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}
