import PackageMetadata

/// Which package needs which, to run or to be built.
struct NeedGraph {
  /// One need.
  struct Step: Hashable {
    let from: PackageID
    let to: PackageID
    let isForBuild: Bool
  }

  private(set) var edges: [PackageID: [Step]] = [:]

  mutating func add(_ needed: some Sequence<PackageID>, to id: PackageID, isForBuild: Bool) {
    edges[id, default: []] += Set(needed).sorted().map {
      Step(from: id, to: $0, isForBuild: isForBuild)
    }
  }

  mutating func remove(_ step: Step) { edges[step.from]?.removeAll { $0 == step } }

  /// Removes what a package needs to be built.
  mutating func removeBuild(of id: PackageID) { edges[id]?.removeAll(where: \.isForBuild) }

  /// The first circle that a walk from the given packages finds; the last step closes it.
  func circle(from roots: [PackageID]) -> [Step]? {
    enum Mark { case open, done }
    var marks: [PackageID: Mark] = [:]
    for root in roots where marks[root] == nil {
      marks[root] = .open
      // The steps to the package looked at, and of each package on the way the steps that are left.
      var path: [Step] = []
      var left: [ArraySlice<Step>] = [(edges[root] ?? [])[...]]
      while !left.isEmpty {
        guard let step = left[left.count - 1].popFirst() else {
          left.removeLast()
          marks[path.popLast()?.to ?? root] = .done
          continue
        }
        switch marks[step.to] {
        case .done: continue
        case .open:
          let start = path.firstIndex { $0.from == step.to } ?? path.endIndex
          return Array(path[start...]) + [step]
        case nil:
          marks[step.to] = .open
          path.append(step)
          left.append((edges[step.to] ?? [])[...])
        }
      }
    }
    return nil
  }
}
