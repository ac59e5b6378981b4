import NixSyntax
import PackageMetadata

/// An overlay's text and the packages in it, in nixgraft's own form or in that of another hand.
package struct OverlayDocument: Sendable {
  let tree: SyntaxTree
  let path: String
  /// Whether there is no such file yet.
  package let isNew: Bool
  /// The packages, in the order of the text.
  package let packages: [OverlayEntry]

  /// The first line of every overlay that nixgraft starts.
  package static let header = "# Packages that nixpkgs lacks, written by nixgraft; edit freely."

  /// The text of an overlay without anything in it.
  static let emptyText = header + "\nfinal: prev:\n{ }\n"

  /// Reads an overlay; `nil` stands for one that does not exist yet.
  package init(bytes: [UInt8]?, path: String) throws(OverlayEditingError) {
    let tree = SyntaxTree.parse(bytes ?? Array(Self.emptyText.utf8))
    if let diagnostic = tree.diagnostics.first {
      throw .invalidText(
        OverlayEditingError.Place(path: path, location: diagnostic.location),
        reason: diagnostic.message)
    }
    self.init(tree: tree, path: path, isNew: bytes == nil)
  }

  init(tree: SyntaxTree, path: String, isNew: Bool) {
    self.tree = tree
    self.path = path
    self.isNew = isNew
    packages = SiteSearch(tree).sites.flatMap { site in
      site.set.bindings.compactMap { EntryReader(site: site).entry($0) }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Files that hold whole package sets of the overlay, as written.
  package var files: [String] {
    let files = SiteSearch(tree).files.map(\.file) + packages.compactMap(\.file)
    return Set(files).sorted()
  }

  func place(_ node: SyntaxNode) -> OverlayEditingError.Place {
    OverlayEditingError.Place(path: path, location: tree.location(of: node.range.lowerBound))
  }

  func body(_ search: SiteSearch) throws(OverlayEditingError) -> OverlayBody {
    do {
      return try OverlayBody(tree, sites: search.sites)
    } catch {
      throw .unknownForm(place(error.node), reason: error.reason)
    }
  }

  /// Makes edits and parses the result.
  func applying(_ edits: [SourceEdit]) throws(OverlayEditingError) -> OverlayDocument {
    if edits.isEmpty { return self }
    do {
      let edited = try SourceEdit.apply(edits, to: tree)
      return OverlayDocument(tree: edited, path: path, isNew: isNew)
    } catch {
      throw .refused(path: path, reason: "\(error)")
    }
  }
}
