import Derivations
import NixSyntax
package import PackageMetadata

extension OverlayDocument {
  /// The overlay with its comments no longer telling of some needs.
  ///
  /// A comment of nixgraft's that would name nobody names those that do need its package, or goes.
  /// `isGone` says whether a package, the first one, is no longer needed by another.
  package func forgetting(
    _ isGone: (PackageID, PackageID) -> Bool
  ) throws(OverlayEditingError) -> OverlayDocument {
    var edits = DocumentEdits()
    for site in search.sites {
      for binding in site.set.bindings {
        guard let entry = EntryReader(site: site, files: packageFiles).entry(binding) else {
          continue
        }
        for comment in binding.syntax.ownedComments
        where comment.range.upperBound <= binding.range.lowerBound && OwnComment.isOwn(comment) {
          edits.add(
            self.edits(of: comment, above: entry) { isGone(entry.id, $0) }, in: site.file)
        }
      }
    }
    return try applying(edits)
  }

  private func edits(
    of comment: SyntaxToken, above entry: OverlayEntry, isNeederGone: (PackageID) -> Bool
  ) -> [SourceEdit] {
    let text = comment.text
    for phrase in [DerivationComment.needed, DerivationComment.neededToBuild] {
      let start = text.drop { $0 == "#" || $0 == " " || $0 == "\t" }
      guard let names = OwnComment.names(in: start, behind: phrase) else { continue }
      let head = text[..<start.startIndex] + phrase
      func isGone(_ name: String) -> Bool {
        isNeederGone(entry.ecosystem == .pypi ? .pypi(name) : .cran(name))
      }
      guard names.contains(where: isGone) else { return [] }
      var left = names.filter { !isGone($0) }
      if left.isEmpty {
        left = needers(of: entry, toBuild: phrase == DerivationComment.neededToBuild)
      }
      if !left.isEmpty {
        return [
          SourceEdit(range: comment.range, replacement: head + left.joined(separator: ", "))
        ]
      }
      // The line goes with the white space after it, so that the next one takes its place.
      let end = comment.next.flatMap { $0.kind == .whitespace ? $0.range.upperBound : nil }
      return [.remove(comment.range.lowerBound..<(end ?? comment.range.upperBound))]
    }
    return []
  }

  /// The names of packages of the overlay that name an attribute, sorted.
  private func needers(of entry: OverlayEntry, toBuild: Bool) -> [String] {
    let names = packages.filter { other in
      other.ecosystem == entry.ecosystem && other.attribute != entry.attribute
        && (toBuild ? other.buildDependencies : other.dependencies).contains(entry.attribute)
    }.map(\.id.name)
    return Set(names).sorted()
  }
}
