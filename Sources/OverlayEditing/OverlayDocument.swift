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
  /// Files that hold one package each, by their paths as the overlay writes them.
  let packageFiles: [String: SyntaxTree]

  /// The first line of every overlay that nixgraft starts.
  package static let header = "# Packages that nixpkgs lacks, written by nixgraft; edit freely."

  /// The text of an overlay without anything in it.
  static let emptyText = header + "\nfinal: prev:\n{ }\n"

  /// Reads an overlay; `nil` stands for one that does not exist yet.
  ///
  /// `reading` gives the bytes of a file that the overlay names by a relative path.
  package init(
    bytes: [UInt8]?, path: String, reading: (String) -> [UInt8]? = { _ in nil }
  ) throws(OverlayEditingError) {
    let tree = SyntaxTree.parse(bytes ?? Array(Self.emptyText.utf8))
    if let diagnostic = tree.diagnostics.first {
      throw .invalidText(
        OverlayEditingError.Place(path: path, location: diagnostic.location),
        reason: diagnostic.message)
    }
    var files: [String: SyntaxTree] = [:]
    for site in SiteSearch(tree).sites {
      for file in site.set.bindings.compactMap({ SetFinder.file(of: $0.value) })
      where files[file] == nil {
        guard let bytes = reading(file) else { continue }
        let inner = SyntaxTree.parse(bytes)
        // A broken file is as good as none: its packages are known by name only.
        if inner.isValid { files[file] = inner }
      }
    }
    self.init(tree: tree, path: path, isNew: bytes == nil, packageFiles: files)
  }

  init(tree: SyntaxTree, path: String, isNew: Bool, packageFiles: [String: SyntaxTree] = [:]) {
    self.tree = tree
    self.path = path
    self.isNew = isNew
    self.packageFiles = packageFiles
    packages = SiteSearch(tree).sites.flatMap { site in
      let reader = EntryReader(site: site, files: packageFiles)
      return site.set.bindings.compactMap { reader.entry($0) }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The overlay's bytes.
  package var bytes: [UInt8] { tree.source }

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
  ///
  /// `fileEdits` are those of packages' own files, by their paths as written.
  func applying(
    _ edits: [SourceEdit], files fileEdits: [String: [SourceEdit]] = [:]
  ) throws(OverlayEditingError) -> OverlayDocument {
    if edits.isEmpty, fileEdits.isEmpty { return self }
    do {
      var files = packageFiles
      for (file, edits) in fileEdits {
        if let inner = files[file] { files[file] = try SourceEdit.apply(edits, to: inner) }
      }
      let edited = edits.isEmpty ? tree : try SourceEdit.apply(edits, to: tree)
      return OverlayDocument(tree: edited, path: path, isNew: isNew, packageFiles: files)
    } catch {
      throw .refused(path: path, reason: "\(error)")
    }
  }
}
