/// The checks that Nix makes while parsing and that its grammar does not cover.
///
/// They are: no attribute and no parameter is defined twice, and the names of `let` and `inherit`
/// are known without evaluation.
struct Validator {
  private let tree: SyntaxTree
  private var problems: [Problem] = []
  private var names = NameSet()

  /// What is wrong in a tree that has no syntax errors.
  static func problems(of tree: SyntaxTree) -> [Problem] {
    var validator = Validator(tree: tree)
    for index in 0..<tree.nodes.count {
      switch tree.nodes[index].kind {
      case .attributeSet, .letIn, .legacyLet: validator.checkBindings(at: index)
      case .lambda: validator.checkParameters(at: index)
      default: continue
      }
    }
    return validator.problems
  }

  private init(tree: SyntaxTree) {
    self.tree = tree
  }

  private mutating func checkBindings(at index: Int) {
    let record = tree.nodes[index]
    let end = Int(record.subtreeEnd)
    names.removeAll()
    var needsMerge = false
    var child = index + 1
    while child < end {
      let member = tree.nodes[child]
      switch member.kind {
      case .binding:
        // The first name is the first node of the path, which is the first node of the binding.
        guard member.subtreeEnd > child + 2 else { break }
        if !isFirst(attributeAt: child + 2) {
          needsMerge = true
        } else if record.kind == .letIn {
          checkIsStatic(child + 2, in: "let")
        }
      case .inherit:
        var attribute = child + 1
        while attribute < Int(member.subtreeEnd) {
          if tree.nodes[attribute].kind != .inheritFrom {
            if !isFirst(attributeAt: attribute) { needsMerge = true }
            checkIsStatic(attribute, in: "inherit")
          }
          attribute = Int(tree.nodes[attribute].subtreeEnd)
        }
      default: break
      }
      child = Int(member.subtreeEnd)
    }
    guard needsMerge else { return }
    var definitions = AttributeDefinitions()
    _ = definitions.add(SyntaxNode(tree: tree, index: index))
    problems += definitions.problems
  }

  /// Whether an attribute's name is new in the set at hand; true for names that are expressions.
  ///
  /// A name with escapes counts as known already, so that the slower, exact check looks at it.
  private mutating func isFirst(attributeAt index: Int) -> Bool {
    let record = tree.nodes[index]
    var token = Int(record.firstToken)
    switch record.kind {
    case .identifier: break
    case .string where record.tokenEnd - record.firstToken == 3:
      token += 1
      guard tree.tokens[token].kind == .stringText else { return isDynamic(index) }
    default: return isDynamic(index)
    }
    return names.insert(
      Int(tree.tokens[token].start)..<Int(tree.tokens[token + 1].start), of: tree.source)
  }

  private func isDynamic(_ index: Int) -> Bool {
    AttributePath.name(of: SyntaxNode(tree: tree, index: index)) == nil
  }

  private mutating func checkIsStatic(_ index: Int, in place: String) {
    guard tree.nodes[index].kind != .identifier, isDynamic(index) else { return }
    problems.append(
      Problem(
        "dynamic attributes are not allowed in \(place)",
        SyntaxNode(tree: tree, index: index).range))
  }

  private mutating func checkParameters(at index: Int) {
    let lambda = SyntaxNode(tree: tree, index: index)
    guard tree.nodes[index + 1].kind != .identifierParameter else { return }
    names.removeAll()
    for part in lambda.children {
      switch part.kind {
      case .patternBinding: checkParameter(part.token(.identifier))
      case .pattern:
        for entry in part.children where entry.kind == .patternEntry {
          checkParameter(entry.firstToken)
        }
      default: return
      }
    }
  }

  private mutating func checkParameter(_ token: SyntaxToken?) {
    guard let token, !names.insert(token.range, of: tree.source) else { return }
    problems.append(Problem("parameter '\(token.text)' is defined twice", token.range))
  }
}
