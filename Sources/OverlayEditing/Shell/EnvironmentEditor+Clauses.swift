import NixSyntax

/// Packages added to the clauses that name others: `builtins.attrValues { inherit (pkgs.rPackages) dplyr zoo; }`.
extension EnvironmentEditor {
  /// Adds packages of R to the clauses that name some, and says whose they are; nil stands for the inputs.
  mutating func addToClauses(_ names: [String]) -> Set<SyntaxNode?> {
    var served: Set<SyntaxNode?> = []
    for clause in search.rClauses where !clause.owners.isSubset(of: served) {
      served.formUnion(clause.owners)
      use(mention(of: clause))
      add(Set(names).subtracting(search.rClauses.flatMap(\.names)).sorted(), to: clause)
    }
    return served
  }

  /// Adds packages of Python to the clause that names the most, if no list has more.
  mutating func addToClause(
    _ names: [String], of set: NixpkgsValue.Kind, besides others: Int
  ) -> Bool {
    let clauses = search.pythonClauses.filter { $0.set.kind == set }
    guard let most = clauses.map(\.names.count).max(), most >= others,
      let clause = clauses.first(where: { $0.names.count == most })
    else { return false }
    add(names, to: clause)
    return true
  }

  private mutating func add(_ names: [String], to clause: EnvironmentSearch.Clause) {
    guard !names.isEmpty, let last = Inherit(clause.clause)?.attributes.last else { return }
    // In lines of their own where the names are.
    let isOnOwnLine = last.firstToken?.startsLine ?? false
    let separator = isOnOwnLine ? file.tree.lineEnding + last.indentation : " "
    let text = names.map { separator + NixLiteral.attributeName($0) }.joined()
    append([.insert(text, at: last.range.upperBound)])
  }
}
