@testable import NixSyntax

/// Checks and generators shared by the tests.
enum Trees {
  /// What is wrong with the shape of a tree: tokens and nodes have to tile the text.
  static func problem(of tree: SyntaxTree) -> String? {
    guard tree.text == tree.source else { return "text differs" }
    guard tree.root.range == 0..<tree.source.count else { return "root does not cover the text" }
    for node in [tree.root] + tree.root.descendants {
      guard node.range.lowerBound <= node.range.upperBound else { return "negative range" }
      var offset = node.range.lowerBound
      for element in node.elements {
        guard element.range.lowerBound == offset || element.range.isEmpty else {
          return "\(node.kind) at \(node.range) has a gap at \(offset)"
        }
        offset = max(offset, element.range.upperBound)
        if case .node(let child) = element, child.parent != node { return "wrong parent" }
      }
      guard offset == node.range.upperBound else { return "\(node.kind) does not reach its end" }
    }
    return nil
  }
}

/// A small generator of random numbers that starts from a seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
