/// What the bindings of attribute sets define once Nix has merged them.
///
/// `a.b = 1; a = { c = 2; };` defines one attribute `a` with two in it. Sets are kept in one flat
/// array, so that long attribute paths need no recursion.
struct AttributeDefinitions {
  /// What an attribute is bound to.
  enum Value {
    /// An expression.
    case expression(SyntaxNode)
    /// A merged set, by its index in `sets`.
    case set(Int)
    /// The variable of the same name.
    case inherited
    /// The attribute of the same name of an expression.
    case inheritedFrom(SyntaxNode)
  }

  /// One attribute.
  struct Definition {
    var name: [UInt8]
    var value: Value
    var offset: Int
  }

  /// One merged set.
  struct MergedSet {
    var isRecursive = false
    var definitions: [Definition] = []
    /// The attributes whose names are expressions.
    var dynamic: [(name: SyntaxNode, value: Value)] = []
    fileprivate var places: [[UInt8]: Int] = [:]
  }

  private(set) var sets: [MergedSet] = []
  /// The attributes that are defined twice.
  private(set) var problems: [Problem] = []

  /// Adds the bindings of a set or of a `let`.
  ///
  /// - Returns: The index of the merged set.
  mutating func add(_ node: SyntaxNode) -> Int {
    let index = sets.count
    let isRecursive = node.kind == .legacyLet || node.firstToken?.kind == .rec
    sets.append(MergedSet(isRecursive: isRecursive))
    for member in node.children {
      switch member.kind {
      case .binding: addBinding(member, to: index)
      case .inherit: addInherit(member, to: index)
      default: continue
      }
    }
    return index
  }

  private mutating func addInherit(_ node: SyntaxNode, to set: Int) {
    let source = node.child(.inheritFrom)
    for attribute in node.children where attribute.kind != .inheritFrom {
      guard let name = AttributePath.name(of: attribute) else { continue }
      let value = source.flatMap { $0.child(at: 0) }.map(Value.inheritedFrom) ?? .inherited
      guard let place = sets[set].places[name] else {
        define(name, value, attribute, in: set)
        continue
      }
      reportTwice(attribute, first: sets[set].definitions[place].offset)
    }
  }

  private mutating func addBinding(_ node: SyntaxNode, to set: Int) {
    guard let path = node.child(.attributePath), let value = node.child(at: 1) else { return }
    let attributes = Array(path.children)
    var set = set
    for (position, attribute) in attributes.enumerated() {
      let isLast = position == attributes.count - 1
      guard let name = AttributePath.name(of: attribute) else {
        let nested = isLast ? Value.expression(value) : .set(addEmptySet())
        sets[set].dynamic.append((attribute, nested))
        if case .set(let index) = nested { set = index }
        continue
      }
      if isLast {
        addValue(value, name, attribute, to: set)
      } else if let place = sets[set].places[name] {
        guard let nested = mergedSet(at: place, of: set) else {
          reportTwice(attribute, first: sets[set].definitions[place].offset)
          return
        }
        set = nested
      } else {
        let nested = addEmptySet()
        define(name, .set(nested), attribute, in: set)
        set = nested
      }
    }
  }

  private mutating func addEmptySet() -> Int {
    sets.append(MergedSet())
    return sets.count - 1
  }

  private mutating func define(
    _ name: [UInt8], _ value: Value, _ attribute: SyntaxNode, in set: Int
  ) {
    sets[set].places[name] = sets[set].definitions.count
    sets[set].definitions.append(
      Definition(name: name, value: value, offset: attribute.range.lowerBound))
  }

  /// Binds the last name of a path; two sets of the same name become one.
  private mutating func addValue(
    _ value: SyntaxNode, _ name: [UInt8], _ attribute: SyntaxNode, to set: Int
  ) {
    guard let place = sets[set].places[name] else {
      define(name, .expression(value), attribute, in: set)
      return
    }
    let literal = value.unparenthesised
    guard literal.kind == .attributeSet, let target = mergedSet(at: place, of: set) else {
      reportTwice(attribute, first: sets[set].definitions[place].offset)
      return
    }
    // As in Nix 2.8, dynamic attributes of the second set are forgotten.
    let second = add(literal)
    for definition in sets[second].definitions {
      if let other = sets[target].places[definition.name] {
        let range = definition.offset..<definition.offset + definition.name.count
        reportTwice(
          String(decoding: definition.name, as: UTF8.self), range,
          first: sets[target].definitions[other].offset, in: value.tree)
      } else {
        sets[target].places[definition.name] = sets[target].definitions.count
        sets[target].definitions.append(definition)
      }
    }
  }

  /// The merged set an attribute is bound to; nil if it is bound to something else.
  private mutating func mergedSet(at place: Int, of set: Int) -> Int? {
    switch sets[set].definitions[place].value {
    case .set(let index): return index
    case .expression(let value):
      let literal = value.unparenthesised
      guard literal.kind == .attributeSet else { return nil }
      let index = add(literal)
      sets[set].definitions[place].value = .set(index)
      return index
    case .inherited, .inheritedFrom: return nil
    }
  }

  private mutating func reportTwice(_ attribute: SyntaxNode, first: Int) {
    reportTwice(attribute.text, attribute.range, first: first, in: attribute.tree)
  }

  private mutating func reportTwice(
    _ name: String, _ range: Range<Int>, first: Int, in tree: SyntaxTree
  ) {
    // A text with this many mistakes needs no further lines counted.
    guard problems.count < 100 else { return }
    let place = tree.location(of: first)
    problems.append(Problem("attribute '\(name)' is already defined at \(place)", range))
  }
}
