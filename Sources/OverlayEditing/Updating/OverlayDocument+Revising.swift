import Derivations
package import NixSyntax
package import PackageMetadata

extension OverlayDocument {
  /// An overlay with packages moved to other releases.
  package struct Revised: Sendable {
    package internal(set) var document: OverlayDocument
    /// Packages that stayed as they were, and why, by attribute.
    package internal(set) var obstacles: [String: RevisionObstacle] = [:]
    /// What is left to look at by hand, by attribute.
    package internal(set) var notes: [String: [RevisionNote]] = [:]
  }

  /// The overlay with packages moved to other releases.
  ///
  /// A package that is as nixgraft wrote it is rewritten. In any other, what upstream changed
  /// is changed; all else stays, byte for byte. Hashes of sources that a person wrote are left to
  /// be computed.
  package func revising(
    _ revisions: [PackageRevision]
  ) throws(OverlayEditingError) -> Revised {
    var revised = Revised(document: self)
    var edits: [String?: Set<SourceEdit>] = [:]
    for revision in revisions.sorted(by: { $0.attribute < $1.attribute }) {
      var found: [String?: Set<SourceEdit>] = [:]
      do throws(RevisionObstacle) {
        for site in search.sites where site.ecosystem == revision.ecosystem {
          guard let binding = site.set.binding(revision.attribute),
            binding.name == revision.attribute
          else { continue }
          let reader = EntryReader(site: site, files: packageFiles)
          let unit = Indentation.unit(of: binding.syntax.tree)
          if let file = site.packageFile(of: binding) {
            guard let inner = reader.inFile(of: binding), let tree = packageFiles[file] else {
              throw .unreadableFile(file)
            }
            var work = RevisionEdits(
              revision, reader: inner, package: tree.root, set: inner.site.set,
              unit: Indentation.unit(of: tree))
            try work.collect()
            found[file, default: []].formUnion(work.edits)
            revised.notes[revision.attribute, default: []] += work.notes
            found[site.file, default: []]
              .formUnion(replacements(ofComments: comment(revision), above: binding))
          } else if let edit = try replacement(of: binding, revision, at: site, unit: unit) {
            found[site.file, default: []].insert(edit)
          } else {
            guard let set = reader.arguments(of: binding) else {
              throw .noSet
            }
            var work = RevisionEdits(
              revision, reader: reader, package: binding.syntax, set: set, unit: unit)
            try work.collect()
            try checkShared(work.edits, of: binding, among: revisions)
            found[site.file, default: []].formUnion(work.edits)
            found[site.file, default: []]
              .formUnion(replacements(ofComments: comment(revision), above: binding))
            revised.notes[revision.attribute, default: []] += work.notes
          }
        }
        if found.values.allSatisfy(\.isEmpty) {
          throw .definedElsewhere
        }
      } catch {
        revised.obstacles[revision.attribute] = error
        revised.notes[revision.attribute] = nil
        continue
      }
      for (file, work) in found { edits[file, default: []].formUnion(work) }
    }
    revised.document = try applying(edits.mapValues(Self.ordered))
    return revised
  }

  private static func ordered(_ edits: Set<SourceEdit>) -> [SourceEdit] {
    edits.sorted {
      ($0.range.lowerBound, $0.range.upperBound, $0.replacement)
        < ($1.range.lowerBound, $1.range.upperBound, $1.replacement)
    }
  }

  private func comment(_ revision: PackageRevision) -> [String] {
    revision.revised.comment.map { NixLiteral.comment($0) }
  }

  /// The edit that rewrites a package that is as nixgraft wrote it; nil if it is not.
  private func replacement(
    of binding: Binding, _ revision: PackageRevision, at site: PackageSite, unit: String
  ) throws(RevisionObstacle) -> SourceEdit? {
    guard let base = revision.base, let own = site.own else { return nil }
    let text = PackageText(
      packages: site.packages, own: own, ecosystem: site.ecosystem, before: site.rPackagesBefore)
    func lines(_ derivation: Derivation) -> [String] {
      Indentation.lines(text.lines(derivation), unit: unit)
    }
    let old = lines(base).drop { $0.hasPrefix("#") }
    guard OverlaySection.hasTokens(Array(old), binding.syntax) else { return nil }
    var new = lines(revision.revised)
    let hasComment = binding.syntax.ownedComments.contains {
      $0.range.upperBound <= binding.range.lowerBound && OwnComment.isOwn($0)
    }
    if !hasComment { new.removeAll { $0.hasPrefix("#") } }
    do {
      return try replacement(of: binding, lines: new)
    } catch {
      throw .overlay(error)
    }
  }

  /// Refuses to change what is written once for several packages of which not all move alike.
  private func checkShared(
    _ edits: [SourceEdit], of binding: Binding, among revisions: [PackageRevision]
  ) throws(RevisionObstacle) {
    guard let edit = edits.first, !binding.range.contains(edit.range.lowerBound) else { return }
    let tree = binding.syntax.tree
    for site in search.sites where site.set.syntax.tree === tree {
      for other in site.set.bindings where other != binding {
        guard let name = other.name, name != binding.name,
          let set = EntryReader(site: site).arguments(of: other)
        else { continue }
        let version = String(decoding: tree.source[edit.range], as: UTF8.self)
        guard VersionText(version, in: set)?.definition == edit.range else { continue }
        let revision = revisions.first { $0.attribute == name }
        if revision?.newVersion != edit.replacement {
          throw .sharedVersion(with: name)
        }
      }
    }
  }

  // MARK: Sources

  /// A fetch of a package, and the file that it is in; nil for the overlay itself.
  package struct PackageFetch: Sendable {
    package let file: String?
    package let call: FetchCall
  }

  /// The fetches of packages that have a hash, by attribute, in the order of the text.
  package func fetches(
    of attributes: Set<String>, in ecosystem: Ecosystem
  ) -> [String: [PackageFetch]] {
    var result: [String: [PackageFetch]] = [:]
    var calls: [String?: [FetchCall]] = [nil: FetchFinder.calls(in: tree)]
    for site in search.sites where site.ecosystem == ecosystem {
      if calls[site.file] == nil {
        calls[site.file] = FetchFinder.calls(in: site.set.syntax.tree)
      }
      for binding in site.set.bindings {
        guard let name = binding.name, attributes.contains(name) else { continue }
        if let file = site.packageFile(of: binding), let inner = packageFiles[file] {
          result[name, default: []] += FetchFinder.calls(in: inner).map {
            PackageFetch(file: file, call: $0)
          }
          continue
        }
        result[name, default: []] += (calls[site.file] ?? [])
          .filter { binding.range.contains($0.range.lowerBound) }
          .map { PackageFetch(file: site.file, call: $0) }
      }
    }
    return result
  }

  /// The overlay with further edits, by the files that they are in; nil for the overlay itself.
  package func applying(
    _ edits: [String?: [SourceEdit]]
  ) throws(OverlayEditingError) -> OverlayDocument {
    var result = DocumentEdits()
    for (file, edits) in edits { result.add(Self.ordered(Set(edits)), in: file) }
    return try applying(result)
  }

  /// The bytes of other files than the overlay's own that differ from what they were, by their
  /// paths as the overlay writes or would write them.
  package func changedFiles(since origin: OverlayOrigin) -> [String: [UInt8]] {
    packageFiles.mapValues(\.source).filter { origin.files[$0.key] != $0.value }
  }

  /// The bytes of a file that holds packages, by its path; nil if it wasn't read.
  package func bytes(ofFile file: String) -> [UInt8]? { packageFiles[file]?.source }

  /// The text of a file with those that hold packages named by other paths; nil is the overlay.
  package func bytes(
    of file: String? = nil, namingFiles names: [String: String]
  ) throws(OverlayEditingError) -> [UInt8] {
    guard let tree = file.map({ packageFiles[$0] }) ?? tree else { return [] }
    var edits: [SourceEdit] = []
    for node in tree.root.descendants where node.kind == .path {
      if let name = names[SetFile.key(of: node.text, in: file)] {
        edits.append(.replace(node, with: name))
      }
    }
    do {
      return edits.isEmpty ? tree.source : try SourceEdit.apply(edits, to: tree).source
    } catch {
      throw .refused(path: path, .syntax(error))
    }
  }
}
