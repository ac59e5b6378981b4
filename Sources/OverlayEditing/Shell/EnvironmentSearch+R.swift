import NixSyntax

/// The Rs of an environment: each wrapper, RStudio or kernel has packages of its own.
extension EnvironmentSearch {
  /// The calls that make an R with packages, in their order.
  var rOwners: [SyntaxNode] {
    var owners: [SyntaxNode] = []
    for list in lists where list.role == .r && !owners.contains(list.owner) {
      owners.append(list.owner)
    }
    return owners
  }

  /// The lists that a call has, its own and those that it shares.
  func lists(of owner: SyntaxNode) -> [Int] {
    lists.indices.filter { lists[$0].owner == owner && lists[$0].role == .r }
      + (shared[owner] ?? [])
  }

  /// Whether a call makes an R that is on PATH.
  func isOnPath(_ owner: SyntaxNode) -> Bool {
    guard case .rWrapper(let name)? = reader.value(of: owner)?.kind else { return false }
    return name == "rWrapper" || name == "radianWrapper"
  }

  /// A list of inputs with R packages that the file makes itself.
  var listOfOwnRPackages: Int? {
    lists.indices.first { index in
      guard case .inputs = lists[index].role else { return false }
      return lists[index].elements.contains { element in
        Reduction.parts(of: element, .names, in: reader.knownCalls).contains {
          Apply($0.node)?.functionName == "buildRPackage"
        }
      }
    }
  }

  /// Packages of Python or R that a clause names, and R's wrappers that have them; nil stands for the inputs.
  struct Clause: Hashable {
    let clause: SyntaxNode
    /// The set that they are taken from.
    let set: NixpkgsValue
    var owners: Set<SyntaxNode?>

    var names: [String] { Inherit(clause)?.names ?? [] }
  }

  /// Takes note of the packages in `builtins.attrValues { inherit (pkgs.rPackages) dplyr; }`; false for
  /// any other call.
  mutating func addClauses(_ apply: Apply, _ use: Use) -> Bool {
    guard apply.functionName == "attrValues",
      let set = AttributeSet(apply.arguments.first?.unparenthesised)
    else { return false }
    let owner = use.role == .r ? use.owner : nil
    for inherit in set.inherits {
      guard let value = inherit.source.flatMap({ reader.value(of: $0) }) else { continue }
      switch value.kind {
      case .rSet:
        if let known = rClauses.firstIndex(where: { $0.clause == inherit.syntax }) {
          rClauses[known].owners.insert(owner)
        } else {
          rClauses.append(
            Clause(clause: inherit.syntax, set: value, owners: [owner]))
        }
      case .pythonSet where owner == nil:
        let clause = Clause(clause: inherit.syntax, set: value, owners: [nil])
        if !pythonClauses.contains(clause) { pythonClauses.append(clause) }
      case .packages where owner == nil:
        inheritsR = inheritsR || inherit.names.contains("R")
      default: break
      }
    }
    return true
  }
}
