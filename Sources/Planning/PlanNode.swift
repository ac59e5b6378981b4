import PackageMetadata
import Resolution

/// What the solver gives versions to: a package, or one of its extras.
enum PlanNode: SolverPackage, CustomStringConvertible {
  case root
  case package(PackageID)
  case extra(PackageID, String)

  var base: PlanNode {
    if case .extra(let id, _) = self { .package(id) } else { self }
  }

  /// The package's id; `nil` for the root.
  var id: PackageID? {
    switch self {
    case .root: nil
    case .package(let id), .extra(let id, _): id
    }
  }

  /// The extra, where it is one.
  var extra: String? {
    if case .extra(_, let extra) = self { extra } else { nil }
  }

  var description: String {
    switch self {
    case .root: "your request"
    case .package(let id): id.name
    case .extra(let id, let extra): "\(id.name)[\(extra)]"
    }
  }

  private var sortKey: (Int, PackageID?, String) {
    switch self {
    case .root: (0, nil, "")
    case .package(let id): (1, id, "")
    case .extra(let id, let extra): (1, id, extra)
    }
  }

  static func < (left: PlanNode, right: PlanNode) -> Bool {
    let (leftKind, leftID, leftExtra) = left.sortKey
    let (rightKind, rightID, rightExtra) = right.sortKey
    if leftKind != rightKind { return leftKind < rightKind }
    guard let leftID, let rightID, leftID != rightID else { return leftExtra < rightExtra }
    return leftID < rightID
  }
}
