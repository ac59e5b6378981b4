import PackageMetadata
import Versions

extension Marker {
  /// The marker that holds where this one does not; `nil` where PEP 508 has no words for it (`~=`, `===`).
  ///
  ///     os_name == "nt" or extra == "x"    os_name != "nt" and extra != "x"
  var negated: Marker? {
    switch self {
    case .comparison(let left, let comparison, let right):
      return comparison.negated.map { .comparison(left, $0, right) }
    case .and(let markers):
      let inverse = markers.compactMap(\.negated)
      return inverse.count == markers.count ? Marker.or(inverse) : nil
    case .or(let markers):
      let inverse = markers.compactMap(\.negated)
      return inverse.count == markers.count ? Marker.and(inverse) : nil
    }
  }
}

extension Marker.Operator {
  fileprivate var negated: Marker.Operator? {
    switch self {
    case .isIn: .isNotIn
    case .isNotIn: .isIn
    case .version(.equal): .version(.notEqual)
    case .version(.notEqual): .version(.equal)
    case .version(.atMost): .version(.above)
    case .version(.above): .version(.atMost)
    case .version(.atLeast): .version(.below)
    case .version(.below): .version(.atLeast)
    case .version(.compatible), .version(.arbitrary): nil
    }
  }
}
