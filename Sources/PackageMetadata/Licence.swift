/// One licence, as a Nix expression names it.
package enum LicenceTerm: Hashable, Sendable, Comparable {
  /// An attribute of nixpkgs' `lib.licenses`, by its name of today.
  case nixpkgs(attribute: String)
  /// A licence that nixpkgs has no attribute for, by its name: `{ fullName = …; }`.
  case fullName(String)

  /// The attributes to look for in a snapshot, of which the first that is there is to be taken: the
  /// name of today, then the names of old.
  package var attributes: [String] {
    guard case .nixpkgs(let attribute) = self else { return [] }
    return [attribute] + (Self.namesOfOld[attribute].map { [$0] } ?? [])
  }

  /// What nixpkgs called an attribute before.
  private static let namesOfOld = [
    "agpl3Only": "agpl3", "apple-psl10": "apsl10", "apple-psl20": "apsl20", "fdl11Only": "fdl11",
    "fdl12Only": "fdl12", "fdl13Only": "fdl13", "gpl1Only": "gpl1", "gpl2Only": "gpl2",
    "gpl3Only": "gpl3", "lgpl2Only": "lgpl2", "lgpl21Only": "lgpl21", "lgpl3Only": "lgpl3",
  ]
}

/// The licences of a release.
package struct Licence: Hashable, Sendable {
  /// The licences, in the order of the statement, without repetition; empty where nothing is said.
  package let terms: [LicenceTerm]
  /// Whether the licensee may choose one; otherwise all apply, or it is not said.
  package let isChoice: Bool

  init(_ terms: [LicenceTerm], isChoice: Bool = false) {
    var known: Set<LicenceTerm> = []
    let unique = terms.filter { known.insert($0).inserted }
    self.terms = unique
    self.isChoice = isChoice && unique.count > 1
  }

  /// The licences that a statement names.
  ///
  /// Of Python's three places, the expression is believed first; then a text that names a licence
  /// exactly; then the classifiers; then a text that names one roughly, such as `BSD`. What cannot
  /// be mapped is kept by name.
  ///
  /// - Parameters:
  ///   - statement: what the release says.
  ///   - ecosystem: where it comes from, which decides how `text` is read.
  package init(_ statement: LicenceStatement, in ecosystem: Ecosystem) {
    if let expression = statement.expression {
      self = Self.spdx(expression) ?? Self.named(expression)
      return
    }
    guard let text = statement.text else {
      self = Self.classified(statement.classifiers) ?? Licence([])
      return
    }
    if ecosystem == .cran {
      self = Self.cran(text)
      return
    }
    let reading = Self.freeText(text)
    if let reading, !reading.isVague {
      self = reading.licence
    } else {
      self = Self.classified(statement.classifiers) ?? reading?.licence ?? Self.named(text)
    }
  }

  /// A licence known only by its name, of which the first line is kept.
  private static func named(_ text: String) -> Licence {
    let line = text.split(whereSeparator: \.isNewline).first ?? ""
    let name = line.prefix(100)
    return name.isEmpty ? Licence([]) : Licence([.fullName(String(name))])
  }
}
