/// The nodes of a tree in the order they start in, parents before children, in 13 bytes each.
struct NodeTable {
  /// A node as the tree knows it.
  struct Record {
    var kind: NodeKind
    /// The first token.
    var firstToken: UInt32
    /// The token after the last one.
    var tokenEnd: UInt32
    /// The node after the last one of the subtree.
    var subtreeEnd: UInt32
    /// The node around; the root is its own parent.
    var parent: UInt32
  }

  /// Three numbers of 24 bits, and above them the parts of a fourth one.
  fileprivate struct Packed {
    private static let mask: UInt32 = (1 << 24) - 1

    private var words: (UInt32, UInt32, UInt32)

    @inline(__always)
    init(_ first: UInt32, _ second: UInt32, _ third: UInt32, _ fourth: UInt32 = 0) {
      // The bits that do not fit fall out at the top.
      words = (
        first | (fourth << 24), second | ((fourth >> 8) << 24), third | ((fourth >> 16) << 24)
      )
    }

    @inline(__always) var first: UInt32 { words.0 & Self.mask }
    @inline(__always) var second: UInt32 { words.1 & Self.mask }
    @inline(__always) var third: UInt32 { words.2 & Self.mask }
    @inline(__always) var fourth: UInt32 {
      (words.0 >> 24) | ((words.1 >> 24) << 8) | ((words.2 >> 24) << 16)
    }
  }

  /// How many nodes and tokens there may be.
  static let limit = 1 << 24

  private let kinds: [NodeKind]
  /// The first token, the one after the last, the node after the subtree, the node around.
  private let places: [Packed]

  var count: Int { kinds.count }

  @inline(__always)
  subscript(index: Int) -> Record {
    let place = places[index]
    return Record(
      kind: kinds[index], firstToken: place.first, tokenEnd: place.second,
      subtreeEnd: place.third, parent: place.fourth)
  }

  /// A root without anything in it.
  init() {
    kinds = [.root]
    places = [Packed(0, 0, 1)]
  }

  /// The nodes that a parser has finished, fewer than the limit.
  init(_ builder: consuming Builder) {
    builder.sortByStarts()
    builder.findParents()
    kinds = builder.kinds
    places = builder.places
  }
}

extension NodeTable {
  /// Nodes in the order in which they are finished: children before their parent.
  struct Builder {
    fileprivate var kinds: [NodeKind] = []
    /// The first token, the one after the last, and how many nodes are in the subtree.
    fileprivate var places: [Packed] = []

    var count: Int { kinds.count }

    mutating func reserveCapacity(_ count: Int) {
      kinds.reserveCapacity(count)
      places.reserveCapacity(count)
    }

    /// Adds a node with the number of nodes in its subtree, itself included.
    @inline(__always)
    mutating func append(_ kind: NodeKind, firstToken: UInt32, tokenEnd: UInt32, size: UInt32) {
      kinds.append(kind)
      places.append(Packed(firstToken, tokenEnd, size))
    }

    /// Turns nodes in the order of their ends into nodes in the order of their starts, in place.
    ///
    /// A node's place is the number of nodes that end before it starts plus the number around it.
    fileprivate mutating func sortByStarts() {
      var targets = [UInt32](unsafeUninitializedCapacity: count) { targets, initialized in
        var open: [Int] = []
        for index in stride(from: count - 1, through: 0, by: -1) {
          let size = Int(places[index].third)
          while let last = open.last, index < last { open.removeLast() }
          let first = index - size + 1
          targets.initializeElement(
            at: index, to: UInt32(truncatingIfNeeded: first + open.count))
          if size > 1 { open.append(first) }
        }
        initialized = count
      }
      kinds.withUnsafeMutableBufferPointer { kinds in
        places.withUnsafeMutableBufferPointer { places in
          targets.withUnsafeMutableBufferPointer { targets in
            for index in 0..<targets.count {
              while targets[index] != index {
                let target = Int(targets[index])
                kinds.swapAt(index, target)
                places.swapAt(index, target)
                targets.swapAt(index, target)
              }
            }
          }
        }
      }
    }

    /// Puts the ends of subtrees in the place of their sizes, and the nodes around beside them.
    fileprivate mutating func findParents() {
      var open: [(node: UInt32, end: UInt32)] = []
      places.withUnsafeMutableBufferPointer { places in
        for index in 0..<UInt32(truncatingIfNeeded: places.count) {
          let place = places[Int(index)]
          while let last = open.last, last.end <= index { open.removeLast() }
          let end = index + place.third
          places[Int(index)] = Packed(place.first, place.second, end, open.last?.node ?? 0)
          if place.third > 1 { open.append((index, end)) }
        }
      }
    }
  }
}
