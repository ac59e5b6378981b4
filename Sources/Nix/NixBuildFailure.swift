internal import Basics

extension NixBuild {
  /// What became of a derivation that did not come to its end.
  package struct Failure: Hashable, Sendable {
    package let derivation: String
    package let kind: Kind
    /// Nix's words, a line each, without the excerpt of the log and the paths of outputs.
    package let words: [String]
    /// The last lines of its log, at most `logLimit`.
    package var log: [String]

    init(derivation: String, text: String) {
      self.derivation = derivation
      kind = Kind(text)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { line in
        let line = line.drop { $0 == " " }
        return !(line.hasPrefix("last ") || line.hasPrefix("Last ")) && !line.hasPrefix("> ")
          && !line.hasPrefix("For full logs") && !line.hasPrefix("Output paths:")
      }
      words = lines.map(String.init)
      log = []
    }
  }
}

extension NixBuild.Failure {
  /// Why a derivation was not built, as far as Nix 2.3 to 2.34 tell in their words.
  package enum Kind: Hashable, Sendable {
    /// Its builder ended with a code.
    case exit(code: String)
    /// A signal ended its builder: its number, and what Nix says of it, such as `9 (Killed)`.
    case signal(Int?, String)
    /// The limit on its time, or on its silence; the words after "timed out".
    case timeout(String)
    case hashMismatch
    /// Its log is longer than so many bytes.
    case logLimit(bytes: String)
    /// No machine at hand has features that it wants.
    case missingFeatures([String])
    /// No machine at hand builds for its system.
    case otherSystem(String)
    /// `max-jobs` is 0, and there is no other machine.
    case localBuildsDisabled
    /// Its output refers to store paths that it must not refer to.
    case disallowedReference([String])
    /// Its builder did not make an output of this name.
    case missingOutput(String)
    case other

    init(_ text: String) {
      let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
      func value(_ label: String) -> Substring? {
        lines.first { $0.hasPrefix(label) }.map { $0.dropFirst(label.utf8.count) }
      }
      if let found = text.range(ofText: "timed out after ") {
        let words = text[found.upperBound...].prefix { $0 != "\n" && $0 != ";" }
        self = .timeout("after \(words)")
      } else if text.has("hash mismatch") {
        self = .hashMismatch
      } else if let bytes = text.between("killed after writing more than ", " bytes") {
        self = .logLimit(bytes: bytes)
      } else if let system = value("Required system: ") {
        // Nix 2.30 and later.
        self = .otherSystem(system.filter { $0 != "'" })
      } else if text.has("local builds are disabled") {
        self = .localBuildsDisabled
      } else if let required = value("Required features: ") {
        let available = Self.features(value("Available features: ") ?? "")
        self = .missingFeatures(Self.features(required).filter { !available.contains($0) })
      } else if text.has(" is required to build '"), let own = text.range(ofText: "but I am a") {
        // Nix before 2.30: a 'SYSTEM' with features {…} is required to build …, but I am a 'SYSTEM' …
        let (wanted, having) = (text[..<own.lowerBound], text[own.lowerBound...])
        let system = wanted.between("a '", "'") ?? ""
        let available = Self.features(having)
        let missing = Self.features(wanted).filter { !available.contains($0) }
        self = missing.isEmpty ? .otherSystem(system) : .missingFeatures(missing)
      } else if text.has("is not allowed to refer to") {
        self = .disallowedReference(
          lines.dropFirst().filter { $0.hasPrefix("/") }.map(String.init))
      } else if let output = text.between("failed to produce output path for output '", "'") {
        self = .missingOutput(output)
      } else if let code = text.range(ofText: "failed with exit code ") {
        self = .exit(code: String(text[code.upperBound...].prefix { $0.isNumber }))
      } else if let signal = text.range(ofText: "failed due to signal ") {
        let words = text[signal.upperBound...].prefix { !";\n".contains($0) }
        self = .signal(
          Int(words.prefix { $0.isNumber }), String(words.hasSuffix(".") ? words.dropLast() : words)
        )
      } else {
        self = .other
      }
    }

    /// The names between the braces of a text.
    private static func features(_ text: Substring) -> [String] {
      guard let names = text.between("{", "}") else { return [] }
      return names.split { ", ".contains($0) }.map(String.init)
    }
  }
}
