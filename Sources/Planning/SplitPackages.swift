import PackageMetadata
import PythonSource

/// The packages that several distributions of a plan install parts of, each with a file of the same name that
/// has nothing in it.
///
/// ```
/// qase-api-client:     qase/__init__.py  qase/api_client_v1/…
/// qase-api-v2-client:  qase/__init__.py  qase/api_client_v2/…
/// ```
/// pip lets the one overwrite the other; an environment of nixpkgs refuses both, since what is compiled of each
/// names its own place. Without the files the package is a namespace, which is all that they make of it.
struct SplitPackages {
  /// What each distribution imports and installs.
  let graphs: [PackageID: ImportGraph]

  /// The split packages, by the distributions whose file of them has nothing in it.
  var found: [PackageID: Set<String>] {
    var owners: [String: [PackageID]] = [:]
    for (id, graph) in graphs {
      for module in graph.modules where module.isPackage && module.content.traits.contains(.isEmpty)
      {
        owners[module.name, default: []].append(id)
      }
    }
    var result: [PackageID: Set<String>] = [:]
    for (name, ids) in owners where ids.count > 1 {
      let parts = ids.map { members(of: name, in: $0) }
      // What installs the same modules is a fork, of which only one can be had.
      for (index, id) in ids.enumerated() {
        let others = parts.indices.filter { $0 != index }
        guard !parts[index].isEmpty, others.contains(where: { !parts[$0].isEmpty }),
          others.allSatisfy({ parts[index].isDisjoint(with: parts[$0]) })
        else { continue }
        result[id, default: []].insert(name)
      }
    }
    return result
  }

  /// The modules below a package that have something in them.
  private func members(of name: String, in id: PackageID) -> Set<String> {
    guard let graph = graphs[id] else { return [] }
    let prefix = name + "."
    let members = (graph.names + graph.modules.map(\.name)).filter { $0.hasPrefix(prefix) }
    let empty = graph.modules.filter { $0.content.traits.contains(.isEmpty) }.map(\.name)
    return Set(members).subtracting(empty)
  }
}

extension BuildPlanning {
  /// Makes namespaces of the packages that several distributions install parts of.
  func joinSplitPackages(_ built: inout Built) {
    let graphs = built.sources.compactMapValues { $0.contents?.imports }
    for (id, names) in SplitPackages(graphs: graphs).found {
      built.sources[id]?.contents?.takeNamespaces(names)
      built.sources[id]?.build?.takeNamespaces(names)
    }
  }
}

extension BuildMetadata {
  /// Takes packages with nothing in them for namespaces, and what is in them for what is imported.
  fileprivate mutating func takeNamespaces(_ names: Set<String>) {
    for index in imports.modules.indices where names.contains(imports.modules[index].name) {
      imports.modules[index].content.traits.insert(.isNamespace)
    }
    importNames = imports.withoutNamespaces(importNames)
  }
}
