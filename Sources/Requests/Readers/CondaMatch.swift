import Basics
import PackageMetadata
import Versions

/// One entry of conda's list, its "match specification": `channel::name[version='…']`, `name=1.2=build`,
/// `name >=1.2,<2`.
struct CondaMatch {
  let text: String
  let name: String
  /// The version's bound as written; empty for any.
  let bound: String
  let hasBuild: Bool

  init(_ text: String) {
    self.text = text
    var rest = ASCII.trimmed(text)
    // Channels and subdirectories come before `::`.
    if let colons = rest.range(ofText: "::") { rest = rest[colons.upperBound...] }
    var keyed: String?
    if let open = rest.firstIndex(of: "["), rest.hasSuffix("]") {
      for pair in rest[rest.index(after: open)...].dropLast().split(separator: ",") {
        let sides = pair.split(separator: "=", maxSplits: 1)
        if sides.count == 2, ASCII.trimmed(sides[0]) == "version" {
          keyed = String(ASCII.trimmed(sides[1]).filter { $0 != "'" && $0 != "\"" })
        }
      }
      rest = rest[..<open]
    }
    let nameEnd = rest.firstIndex { "=<>!~ ".contains($0) } ?? rest.endIndex
    name = rest[..<nameEnd].lowercased()
    var version = ASCII.trimmed(rest[nameEnd...])
    var hasBuild = false
    // `=1.2=build`, or `1.2 build` after blanks.
    if version.hasPrefix("="), !version.hasPrefix("==") {
      let parts = version.dropFirst().split(separator: "=", omittingEmptySubsequences: false)
      if parts.count > 1, !parts[1].isEmpty {
        version = "==" + parts[0]
        hasBuild = true
      }
    } else if version.hasPrefix("=="), let build = version.dropFirst(2).firstIndex(of: "=") {
      version = version[..<build]
      hasBuild = true
    }
    let words = version.split(separator: " ")
    if words.count == 2, !words[0].hasSuffix(","), !"<>=!~".contains(words[1].first ?? " "),
      words[0].contains(where: \.isNumber)
    {
      version = words[0]
      hasBuild = true
    }
    self.hasBuild = hasBuild
    bound = keyed ?? String(version.filter { $0 != " " })
  }

  /// The bound of a Python package: conda's `=1.2` is a prefix, as `==1.2.*`; alternatives are
  /// widened to the range from the lowest to the highest.
  var specifiers: SpecifierSet? {
    if bound.isEmpty || bound == "*" { return SpecifierSet() }
    if bound.contains("|") { return PoetryBound(bound)?.specifiers }
    var result: [Specifier] = []
    for piece in bound.split(separator: ",") {
      var text = String(piece)
      let isWhole = text.split(separator: ".").count > 2 && !text.hasSuffix("*")
      if text.hasPrefix("="), !text.hasPrefix("=="), isWhole {
        // `=1.2.3` allows 1.2.3.4 too, which few packages have.
        text = "=" + text
      } else if text.hasPrefix("="), !text.hasPrefix("==") {
        text = "==" + text.dropFirst() + (text.hasSuffix("*") ? "" : ".*")
        text = text.hasSuffix("*") && !text.hasSuffix(".*") ? text.dropLast() + ".*" : text
      } else if text.first?.isNumber == true {
        text = "==" + text
      } else if text.hasPrefix(">"), text.hasSuffix(".*") {
        text = String(text.dropLast(2))
      }
      guard let set = try? SpecifierSet(parsing: text) else { return nil }
      result += set.specifiers
    }
    return SpecifierSet(result)
  }

  /// The bound of an R package; conda's `=1.2` allows what begins so, which R cannot say: the lower end.
  var rBounds: RSpecifierSet {
    var result: [RSpecifier] = []
    for piece in bound.split(separator: ",") {
      let sign = piece.prefix { "<>=!".contains($0) }
      guard let version = RVersion(piece.dropFirst(sign.count).filter { $0 != "*" }) else {
        continue
      }
      switch sign {
      case "=", "": result.append(RSpecifier(.atLeast, version))
      default:
        if let comparison = RSpecifier.Comparison(rawValue: String(sign)) {
          result.append(RSpecifier(comparison, version))
        }
      }
    }
    return RSpecifierSet(result)
  }

  func add(to set: inout RequestSet, place: Place, builds: inout Int) {
    guard !name.isEmpty else {
      set.problems.append(RequestProblem(place, .name(text)))
      return
    }
    if hasBuild { builds += 1 }
    switch CondaNames.meaning(of: name) {
    case .python:
      if !bound.isEmpty { set.python = String(bound.drop { "=".contains($0) }) }
      if let specifiers, !specifiers.isEmpty { set.requiresPython = specifiers }
      set.leftOut.append(LeftOut(name, version: versionText, .partOfPython, place: place))
    case .r:
      if !bound.isEmpty { set.requiresR = rBounds }
      set.lockedR = RVersion(bound.drop { "=".contains($0) })
      set.leftOut.append(LeftOut(name, version: versionText, .partOfR, place: place))
    case .partOfR: set.leftOut.append(LeftOut(name, version: versionText, .partOfR, place: place))
    case .environmentTool:
      set.leftOut.append(LeftOut(name, version: versionText, .environmentTool, place: place))
    case .tool(let attribute):
      set.tools.append(ToolRequest(name: name, attribute: attribute, place: place))
    case .rPackage(let package, let isBioconductor):
      set.requests.append(
        Request(
          .r(name: package, bounds: rBounds), isBioconductor: isBioconductor, isNameFolded: true,
          place: place))
    case .pypi(let package):
      guard PythonName.isValid(package) else {
        set.problems.append(RequestProblem(place, .name(text)))
        return
      }
      guard let specifiers else {
        set.problems.append(RequestProblem(place, .version(bound)))
        return
      }
      if bound.contains("|") { set.notes.append(.widened(bound, to: "\(specifiers)", place)) }
      set.requests.append(
        Request(
          .python(package, specifiers), isNameGuessed: !CondaNames.isKnown(name), place: place))
    }
  }

  private var versionText: String? { bound.isEmpty ? nil : String(bound.drop { $0 == "=" }) }
}
