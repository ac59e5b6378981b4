import Derivations
import NixSyntax

/// What an element of a list of requirements refers to.
enum ListReference: Hashable, Comparable {
  /// An attribute of the package's own set.
  case own(String)
  /// An attribute path of the whole package set.
  case packages([String])
  /// A string, such as a name in `pythonRelaxDeps`.
  case string(String)

  /// The name by which elements are compared and sorted.
  var name: String {
    switch self {
    case .own(let name), .string(let name): name
    case .packages(let path): path.last ?? ""
    }
  }

  static func < (left: ListReference, right: ListReference) -> Bool {
    left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }

  /// The reference of an expression of ours; nil if it is something else.
  init?(_ expression: NixExpression) {
    switch expression {
    case .string(let text): self = .string(text)
    case .select(.scope(.pythonPackages), let path) where path.count == 1: self = .own(path[0])
    case .select(.scope(.rPackages), let path) where path.count == 1: self = .own(path[0])
    case .select(.scope(.packages), let path): self = .packages(path)
    default: return nil
    }
  }

  /// The expression of ours that refers to it.
  func expression(in scope: NixExpression.Scope) -> NixExpression {
    switch self {
    case .own(let name): .select(.scope(scope), [name])
    case .packages(let path): .select(.scope(.packages), path)
    case .string(let text): .string(text)
    }
  }
}

/// The elements of a list of ours: those that it always has, and the rest under conditions.
struct ListContent: Hashable {
  var always: Set<ListReference> = []
  /// Parts that hold on some systems only.
  var conditional: [NixExpression] = []

  /// The content of a binding; empty if there is no binding.
  init(_ binding: NixBinding?) {
    guard case .value(_, let value)? = binding?.content else { return }
    add(value)
  }

  private mutating func add(_ expression: NixExpression) {
    switch expression {
    case .list(let elements): always.formUnion(elements.compactMap { ListReference($0) })
    case .infix(let left, "++", let right):
      add(left)
      add(right)
    default: conditional.append(expression)
    }
  }
}
