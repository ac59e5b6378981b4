package import NixSyntax
import PackageMetadata

/// An overlay's text and the packages in it, in nixgraft's own form or in that of another hand.
package struct OverlayDocument: Sendable {
  let tree: SyntaxTree
  let path: String
  /// Whether there is no such file yet.
  package let isNew: Bool
  /// The packages, in the order of the text.
  package let packages: [OverlayEntry]
  /// Files that hold packages, by their paths as the overlay writes or would write them.
  let packageFiles: [String: SyntaxTree]
  /// The sets of packages.
  let search: SiteSearch

  /// The first line of every overlay that nixgraft starts.
  package static let header = "# Packages that nixpkgs lacks, written by nixgraft; edit freely."

  /// The text of an overlay without anything in it.
  static let emptyText = header + "\nfinal: prev:\n{ }\n"

  /// Reads an overlay; `nil` stands for one that does not exist yet.
  ///
  /// `reading` gives the bytes of a file that the overlay names by a relative path. Where the text leaves open
  /// of which packages a function is a set, it is one of Python's if `isOfPython` says so.
  package init(
    bytes: [UInt8]?, path: String, isOfPython: Bool = false,
    reading: (String) -> [UInt8]? = { _ in nil }
  ) throws(OverlayEditingError) {
    try self.init(
      SyntaxTree.parse(bytes ?? Array(Self.emptyText.utf8)), path: path, isNew: bytes == nil,
      isOfPython: isOfPython, reading: reading)
  }

  /// Reads an overlay whose text is parsed already.
  package init(
    _ tree: SyntaxTree, path: String, isNew: Bool = false, isOfPython: Bool = false,
    reading: (String) -> [UInt8]? = { _ in nil }
  ) throws(OverlayEditingError) {
    if let diagnostic = tree.diagnostics.first {
      throw .invalidText(
        OverlayEditingError.Place(path: path, location: diagnostic.location), diagnostic)
    }
    var files: [String: SyntaxTree] = [:]
    var search = SiteSearch(tree, path: path, isOfPython: isOfPython)
    var tried: Set<String> = []
    // What a file takes in is known once it is read.
    while true {
      let named =
        search.files.map(\.file)
        + search.sites.flatMap { site in
          site.set.bindings.compactMap { site.packageFile(of: $0) }
        }
      let waiting = named.filter { tried.insert($0).inserted }
      if waiting.isEmpty { break }
      for file in waiting {
        guard let bytes = reading(file) else { continue }
        let inner = SyntaxTree.parse(bytes)
        // A broken file is as good as none: its packages are known by name only.
        if inner.isValid { files[file] = inner }
      }
      search = SiteSearch(tree, path: path, files: files, isOfPython: isOfPython)
    }
    self.init(tree: tree, path: path, isNew: isNew, packageFiles: files, isOfPython: isOfPython)
  }

  init(
    tree: SyntaxTree, path: String, isNew: Bool, packageFiles: [String: SyntaxTree] = [:],
    isOfPython: Bool = false
  ) {
    self.tree = tree
    self.path = path
    self.isNew = isNew
    self.packageFiles = packageFiles
    let search = SiteSearch(tree, path: path, files: packageFiles, isOfPython: isOfPython)
    self.search = search
    packages = search.sites.flatMap { site in
      let reader = EntryReader(site: site, files: packageFiles)
      return site.set.bindings.compactMap { reader.entry($0) }
    }.sorted {
      ($0.setFile ?? "", $0.range.lowerBound) < ($1.setFile ?? "", $1.range.lowerBound)
    }
  }

  /// Whether the text alone shows where packages go, without an evaluation that confirms it.
  package var isCertain: Bool {
    let sites = search.sites.map(\.certainty).filter { $0 >= .threshold }
    if let least = sites.min() { return least == .place }
    return search.candidates.all.map(\.certainty).max() == .place && (try? body())?.set != nil
  }

  /// Whether the file's function counts under a condition only.
  package var isUnderCondition: Bool {
    (try? body())?.lambda.syntax.isUnderCondition ?? false
  }

  /// What evaluation has to confirm of the file's function; nothing where the text shows what it is.
  package var expectation: Expectation {
    let candidate =
      (try? body()).flatMap { search.candidates.candidate($0.lambda) }
      ?? search.candidates.all.first { $0.subject != .nixpkgs && $0.certainty >= .threshold }
    return candidate?.expectation ?? Expectation()
  }

  /// Whether the file is an overlay, or a set of packages for one, as far as the text tells.
  package var isOverlay: Bool {
    search.sites.contains { $0.certainty >= .threshold } || (try? body()) != nil
      || !overlayFiles.isEmpty
  }

  /// Attributes bound to packages of Python and R that are in no set of the overlay, sorted.
  package var otherPackages: [String] {
    let builders = ["buildPythonPackage", "buildPythonApplication", "buildRPackage"]
    let names = tree.root.descendants(Binding.self).compactMap { binding -> String? in
      guard let call = Call(binding.value, []), builders.contains(call.name ?? ""),
        !search.sites.contains(where: { $0.set.syntax == binding.container })
      else { return nil }
      return binding.name
    }
    return Set(names).sorted()
  }

  /// The overlay's bytes.
  package var bytes: [UInt8] { tree.source }

  /// Files that hold packages of the overlay, as it writes or would write them.
  package var files: [String] {
    let files =
      overlayFiles + unreadFiles + search.sites.compactMap(\.file) + packages.compactMap(\.file)
    return Set(files).sorted()
  }

  /// Files that hold packages which cannot be seen here, as written.
  package var unreadFiles: [String] {
    Set(search.files.map(\.file) + overlayFiles).sorted()
  }

  /// Files that the overlay's file takes in as overlays, whole or as elements of a list.
  private var overlayFiles: [String] {
    Reduction.parts(of: tree.expression, [.elements, .concatenations, .bodies]) { call in
      SetFinder.composedOverlays(by: call).map { .to($0) }
    }.compactMap { SetFile.path(of: $0.node) }
  }

  func place(_ node: SyntaxNode) -> OverlayEditingError.Place {
    OverlayEditingError.Place(
      path: path(ofFile: packageFiles.first { $0.value === node.tree }?.key),
      location: node.tree.location(of: node.range.lowerBound))
  }

  /// The path of a file that holds packages, as the overlay's own is written.
  private func path(ofFile file: String?) -> String {
    guard let file else { return path }
    guard !file.hasPrefix("/"), !file.hasPrefix("~") else { return file }
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let inner = file.hasPrefix("./") ? Substring(file.dropFirst(2)) : Substring(file)
    return (folder + [inner]).joined(separator: "/")
  }

  func body() throws(OverlayEditingError) -> OverlayBody {
    do {
      return try OverlayBody(tree, search)
    } catch {
      throw .unknownForm(place(error.node), error.reason)
    }
  }

  /// Makes edits and parses the results.
  ///
  /// Of a document that is given away the tree is gone before that of the new text is made.
  consuming func applying(_ edits: DocumentEdits) throws(OverlayEditingError) -> OverlayDocument {
    if edits.isEmpty { return self }
    let (path, isNew) = (self.path, self.isNew)
    do {
      var files = packageFiles
      for (file, edits) in edits.byFile {
        if let inner = files[file] { files[file] = try SourceEdit.apply(edits, to: inner) }
      }
      if edits.own.isEmpty {
        return OverlayDocument(tree: tree, path: path, isNew: isNew, packageFiles: files)
      }
      let text = try SourceEdit.text(edits.own, in: tree)
      _ = consume self
      return OverlayDocument(
        tree: try SourceEdit.parsed(text), path: path, isNew: isNew, packageFiles: files)
    } catch {
      throw .refused(path: path, .syntax(error))
    }
  }

  /// Makes edits of the overlay itself and parses the result.
  consuming func applying(_ edits: [SourceEdit]) throws(OverlayEditingError) -> OverlayDocument {
    try (consume self).applying(DocumentEdits(own: edits))
  }
}

/// Edits of an overlay and of the files that hold packages of it.
struct DocumentEdits {
  /// The edits of the overlay itself.
  var own: [SourceEdit] = []
  /// The edits of other files, by their paths as the overlay writes or would write them.
  var byFile: [String: [SourceEdit]] = [:]

  var isEmpty: Bool { own.isEmpty && byFile.values.allSatisfy(\.isEmpty) }

  /// Adds edits of a file; nil is the overlay itself.
  mutating func add(_ edits: some Sequence<SourceEdit>, in file: String?) {
    if let file { byFile[file, default: []] += edits } else { own += edits }
  }
}
