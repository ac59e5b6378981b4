import Basics
import PackageMetadata
import TOML

/// `[dependency-groups]` (PEP 735): lists of requirements that may take in one another.
struct DependencyGroups {
  private let table: TOMLTable
  private let sources: ProjectSources
  /// The groups as written, by normalised name.
  private let names: [String: String]

  init(_ table: TOMLTable, sources: ProjectSources) {
    self.table = table
    self.sources = sources
    names = Dictionary(
      table.keys.map { (PythonName.normalised($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  func read(into set: inout RequestSet) {
    for group in names.keys.sorted() {
      set.groups.append(group)
      var read: Set<String> = []
      collect(group, for: group, path: [], read: &read, into: &set)
    }
  }

  /// Adds what `group` lists to the group `target`; each group is taken in once.
  private func collect(
    _ group: String, for target: String, path: [String], read: inout Set<String>,
    into set: inout RequestSet
  ) {
    let place = Place(set.path, key: "dependency-groups.\(names[target] ?? target)")
    guard !path.contains(group) else {
      set.problems.append(RequestProblem(place, .groupCycle(group)))
      return
    }
    guard read.insert(group).inserted else { return }
    guard let key = names[group] else {
      set.problems.append(
        RequestProblem(
          place,
          .unknownGroup(group, near: NearNames.of(group, among: names.keys.sorted(), limit: 5))))
      return
    }
    guard case .array(let items)? = table.values[key] else {
      if case .tables? = table.values[key] { return }
      set.problems.append(RequestProblem(place, .missingKey(key)))
      return
    }
    for item in items {
      switch item {
      case .string(let text):
        ProjectReader.add(
          [text], key: "dependency-groups.\(key)", scope: .group(target), sources: sources,
          into: &set)
      case .table(let entry):
        if let name = entry.string("include-group") {
          collect(
            PythonName.normalised(name), for: target, path: path + [group], read: &read, into: &set)
        }
      default:
        set.problems.append(
          RequestProblem(
            place, .requirement("\(item)".prefix(40).description, reason: "it is not a text")))
      }
    }
  }
}
