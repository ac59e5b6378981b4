import Basics
import CRAN
package import PackageMetadata
import Versions

/// A package as a user names it: `pypi:NAME[extra]>=1.2`, `cran:NAME@1.0-2`, `bioc:NAME`.
package struct PackageSpec: Hashable, Sendable, CustomStringConvertible {
  /// The text as typed.
  package let text: String
  package let requirement: Requirement
  /// Whether `bioc:` was typed.
  package let isBioconductor: Bool

  /// Reads a SPEC.
  ///
  /// - Throws: `Failure` of kind `input` when it is none.
  package init(parsing text: String) throws(Failure) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw Failure(
        .input, "'\(text)' does not say where the package is from",
        hints: ["write 'pypi:\(text)' or 'cran:\(text)'"])
    }
    let rest = String(parts[1])
    switch parts[0] {
    case "pypi":
      requirement = try Self.python(rest, spec: text)
      isBioconductor = false
    case "cran", "bioc":
      requirement = try Self.r(rest, spec: text)
      isBioconductor = parts[0] == "bioc"
    case "github", "gitlab":
      requirement = try Self.repository(rest, host: "\(parts[0]).com", spec: text)
      isBioconductor = false
    default:
      throw Failure(
        .input, "'\(parts[0])' in '\(text)' is not a source of packages",
        hints: ["the sources are 'pypi', 'cran' and 'bioc', as in 'pypi:streamlit'"])
    }
    // The requirement keeps the credentials of a URL; what is shown does not.
    self.text = URLSecrets.removed(from: text)
  }

  /// A spec for a requirement read from a file.
  package init(requirement: Requirement, isBioconductor: Bool = false) {
    self.requirement = requirement
    self.isBioconductor = isBioconductor
    let source = isBioconductor ? "bioc" : requirement.id.ecosystem.rawValue
    self.text = "\(source):\(Self.typed(requirement))"
  }

  package var description: String { text }

  /// A requirement in the form that a SPEC has after its source.
  private static func typed(_ requirement: Requirement) -> String {
    guard case .r(let bounds) = requirement.constraint else { return "\(requirement)" }
    let pieces = bounds.specifiers.map { "\($0.comparison.rawValue)\($0.version)" }
    return requirement.id.name + pieces.joined(separator: ",")
  }

  /// `OWNER/REPOSITORY@REFERENCE#subdirectory=DIRECTORY`: a Python package that has the repository's name.
  private static func repository(
    _ text: String, host: String, spec: String
  ) throws(Failure) -> Requirement {
    let plain = text.prefix { $0 != "@" && $0 != "#" }
    let parts = plain.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts.allSatisfy({ !$0.isEmpty }), let name = parts.last,
      PythonName.isValid(name)
    else {
      throw Failure(
        .input, "'\(spec)' is not a repository",
        hints: ["write it as 'github:OWNER/REPOSITORY' or 'github:OWNER/REPOSITORY@REFERENCE'"])
    }
    return Requirement(
      id: .pypi(name), writtenName: String(name), constraint: .python(SpecifierSet()),
      url: "git+https://\(host)/\(text)")
  }

  private static func python(_ text: String, spec: String) throws(Failure) -> Requirement {
    // `NAME@1.0` is short for `NAME==1.0`; a URL keeps the spaces that PEP 508 asks for.
    var source = text
    if let at = text.firstIndex(of: "@"), !text.contains("://") {
      source = text[..<at] + "==" + text[text.index(after: at)...]
    }
    do {
      return try Requirement(parsing: source)
    } catch {
      var why = "\(error)"
      if case .requirement(_, _, let reason) = error { why = reason }
      throw Failure(
        .input, "'\(spec)' is not a requirement: \(why)",
        hints: ["write it as 'pypi:NAME', 'pypi:NAME[extra]' or 'pypi:NAME>=1.2,<2'"])
    }
  }

  private static func r(_ text: String, spec: String) throws(Failure) -> Requirement {
    let operators = ["@", ">=", "<=", "==", "!=", ">", "<", "="]
    var name = text[...]
    var bound: String?
    if let start = text.firstIndex(where: { "@<>=!".contains($0) }) {
      name = text[..<start]
      let rest = text[start...]
      for symbol in operators where rest.hasPrefix(symbol) {
        let version = rest.dropFirst(symbol.count).drop { $0 == " " }
        let comparison = symbol == "@" || symbol == "=" ? "==" : symbol
        bound = "\(comparison) \(version)"
        break
      }
    }
    // As DESCRIPTION has it: `NAME (>= 1.2)`.
    if let open = name.firstIndex(of: "("), bound?.last == ")" {
      name = name[..<open]
      bound?.removeLast()
    }
    while name.last == " " { name.removeLast() }
    let bounds = bound.map { try? RSpecifierSet(parsing: "(\($0))") } ?? RSpecifierSet()
    guard let bounds, !name.isEmpty else {
      throw Failure(
        .input, "'\(spec)' is not a requirement on an R package",
        hints: ["write it as 'cran:NAME', 'cran:NAME@1.0-2' or 'cran:NAME>=1.2'"])
    }
    guard !RPackageName.base.contains(String(name)) else {
      throw Failure(.input, "'\(name)' is part of R, so there is nothing to import")
    }
    guard RPackageName.isValid(name) else {
      // nixpkgs' attributes have underscores, which no name on CRAN has.
      let dotted = name.split(separator: "_", omittingEmptySubsequences: false)
        .joined(separator: ".")
      let isAttribute = dotted != name && RPackageName.isValid(dotted)
      throw Failure(
        .input, "'\(name)' is not the name of an R package",
        hints: isAttribute
          ? ["did you mean 'cran:\(dotted)'? nixpkgs writes its dots as underscores"]
          : ["names have two or more letters, digits and dots, and begin with a letter"])
    }
    return Requirement.r(name: name, bounds: bounds)
  }
}
