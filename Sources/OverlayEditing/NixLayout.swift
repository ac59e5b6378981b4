package import Derivations
import NixSyntax

/// Nix text of expressions, in the layout of nixfmt (RFC 166).
package struct NixLayout: Sendable {
  /// What the surroundings call the sets that expressions refer to.
  package let scopes: Scopes

  /// Names of package sets at the place where an expression is.
  package struct Scopes: Hashable, Sendable {
    package var packages: String
    package var pythonPackages: String
    package var rPackages: String
    package var rPackagesBefore: String

    package init(
      packages: String = "final", pythonPackages: String = "pyfinal",
      rPackages: String = "final.rPackages", rPackagesBefore: String = "prev.rPackages"
    ) {
      self.rPackagesBefore = rPackagesBefore
      self.packages = packages
      self.pythonPackages = pythonPackages
      self.rPackages = rPackages
    }
  }

  private static let width = 100

  package init(scopes: Scopes = Scopes()) {
    self.scopes = scopes
  }

  /// The lines of `comment` and `name = expression;`, unindented at the left.
  package func binding(_ derivation: Derivation) -> [String] {
    let text = NixBinding(
      .value(path: [derivation.attribute], derivation.expression), comment: derivation.comment)
    return lines(text)
  }

  /// The lines of a binding, its comment above it.
  package func lines(_ binding: NixBinding) -> [String] {
    var result = binding.comment.map { NixLiteral.comment($0) }
    switch binding.content {
    case .inherit(let names):
      result.append("inherit " + names.map(NixLiteral.attributeName).joined(separator: " ") + ";")
    case .inheritFrom(let source, let names):
      result.append(
        "inherit (\(source)) " + names.map(NixLiteral.attributeName).joined(separator: " ") + ";")
    case .value(let path, let expression):
      let name = NixLiteral.attributePath(path)
      let value = lines(expression, precedence: .loosest)
      if value.count == 1, name.utf8.count + value[0].utf8.count + 4 > Self.width,
        case .infix = expression
      {
        result.append("\(name) =")
        result.append("  \(value[0]);")
      } else if case .lookup = expression {
        result.append("\(name) =")
        result += value.map { "  " + $0 }
        result[result.count - 1] += ";"
      } else {
        result += value
        result[result.count - value.count] = "\(name) = \(value[0])"
        result[result.count - 1] += ";"
      }
    }
    return result
  }

  /// How tightly the place of an expression binds; what binds looser goes into parentheses.
  enum Precedence: Int, Comparable {
    case loosest, infix, function, argument

    static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
  }

  /// The lines of an expression.
  package func lines(_ expression: NixExpression) -> [String] {
    lines(expression, precedence: .loosest)
  }

  func lines(_ expression: NixExpression, precedence: Precedence) -> [String] {
    switch expression {
    case .string(let text): return [NixLiteral.string(text)]
    case .interpolation(let parts): return [interpolation(parts)]
    case .script(let lines): return ["''"] + lines.map { "  " + scriptLine($0) } + ["''"]
    case .boolean(let value): return [value ? "true" : "false"]
    case .integer(let value): return [String(value)]
    case .name(let name), .path(let name): return [name]
    case .scope(let scope): return [self.name(of: scope)]
    case .select(let base, let path):
      return suffixed(lines(base, precedence: .argument), "." + NixLiteral.attributePath(path))
    case .optional(let base, let path, let fallback):
      let value = suffixed(
        lines(base, precedence: .argument), "." + NixLiteral.attributePath(path) + " or")
      let text = joined(value, lines(fallback, precedence: .argument))
      return precedence > .loosest ? parenthesised(text) : text
    case .lookup(let base, let key, let fallback):
      let keyText = lines(key, precedence: .loosest).joined(separator: " ")
      let fallbackText = lines(fallback, precedence: .argument).joined(separator: " ")
      return lines(base, precedence: .argument)
        + [".${\(keyText)}", "  or \(fallbackText)"]
    case .list(let elements): return list(elements)
    case .set(let bindings, let isRecursive): return set(bindings, isRecursive: isRecursive)
    case .apply(let function, let argument):
      let text = joined(
        lines(function, precedence: .function), lines(argument, precedence: .argument))
      return precedence > .function ? parenthesised(text) : text
    case .lambda(let name, let body):
      var text = joined(["\(name):"], lines(body, precedence: .loosest))
      guard precedence > .loosest else { return text }
      text[0] = "(" + text[0]
      return suffixed(text, ")")
    case .infix(let left, let symbol, let right):
      let text = infix(left, symbol, right)
      return precedence > .loosest ? parenthesised(text) : text
    }
  }

  private func name(of scope: NixExpression.Scope) -> String {
    switch scope {
    case .packages: scopes.packages
    case .pythonPackages: scopes.pythonPackages
    case .rPackages: scopes.rPackages
    case .rPackagesBefore: scopes.rPackagesBefore
    }
  }

  private func interpolation(_ parts: [NixExpression.StringPart]) -> String {
    var text = "\""
    for part in parts {
      switch part {
      case .text(let piece): text += NixLiteral.string(piece).dropFirst().dropLast()
      case .expression(let expression):
        text += "${" + lines(expression, precedence: .loosest).joined(separator: " ") + "}"
      }
    }
    return text + "\""
  }

  private func scriptLine(_ parts: [NixExpression.StringPart]) -> String {
    var line = ""
    var text = ""
    for part in parts {
      switch part {
      case .text(let piece): text += piece
      case .expression(let expression):
        line += NixLiteral.indentedText(text, isBeforeExpression: true)
        text = ""
        line += "${" + lines(expression, precedence: .loosest).joined(separator: " ") + "}"
      }
    }
    return line + NixLiteral.indentedText(text, isBeforeExpression: false)
  }

  private func list(_ elements: [NixExpression]) -> [String] {
    if elements.isEmpty { return ["[ ]"] }
    let items = elements.map { lines($0, precedence: .argument) }
    if items.count == 1, items[0].count == 1 { return ["[ \(items[0][0]) ]"] }
    return ["["] + items.joined().map { "  " + $0 } + ["]"]
  }

  private func set(_ bindings: [NixBinding], isRecursive: Bool) -> [String] {
    let head = isRecursive ? "rec {" : "{"
    if bindings.isEmpty { return [head + " }"] }
    var result = [head]
    for (index, binding) in bindings.enumerated() {
      if binding.startsGroup, index > 0 { result.append("") }
      result += lines(binding).map { $0.isEmpty ? $0 : "  " + $0 }
    }
    return result + ["}"]
  }

  private func infix(_ left: NixExpression, _ symbol: String, _ right: NixExpression) -> [String] {
    func side(_ expression: NixExpression) -> [String] {
      if case .infix(_, symbol, _) = expression { return lines(expression, precedence: .loosest) }
      return lines(expression, precedence: .infix)
    }
    var result = side(left)
    let continuation = side(right)
    let isShort = result.count == 1 && continuation.count == 1
    if isShort, result[0].utf8.count + continuation[0].utf8.count + symbol.utf8.count < 90 {
      return ["\(result[0]) \(symbol) \(continuation[0])"]
    }
    result.append("\(symbol) \(continuation[0])")
    result += continuation.dropFirst()
    return result
  }

  private func joined(_ left: [String], _ right: [String]) -> [String] {
    var result = left
    result[result.count - 1] += " " + right[0]
    return result + right.dropFirst()
  }

  private func suffixed(_ text: [String], _ suffix: String) -> [String] {
    var result = text
    result[result.count - 1] += suffix
    return result
  }

  private func parenthesised(_ text: [String]) -> [String] {
    if text.count == 1 { return ["(\(text[0]))"] }
    return ["("] + text.map { "  " + $0 } + [")"]
  }
}
