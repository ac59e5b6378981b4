import Basics
import ContentHash
import NixSyntax
import OverlayEditing
import PackageMetadata

/// The hashes of sources that follow a version which was edited.
struct UpdateSources: Sendable {
  let judge: FetchJudge
  /// Files that are known without asking, by name.
  let known: [String: Artifact]

  /// The result.
  struct Outcome: Sendable {
    let document: OverlayDocument
    /// Packages whose sources cannot follow, by attribute.
    var obstacles: [String: UpdateReason] = [:]
  }

  /// Writes the hashes of the sources that differ between two states of an overlay.
  func complete(
    _ edited: OverlayDocument, before: OverlayDocument, attributes: Set<String>,
    in ecosystem: Ecosystem
  ) async throws(Failure) -> Outcome {
    let old = before.fetches(of: attributes, in: ecosystem)
    let new = edited.fetches(of: attributes, in: ecosystem)
    var edits: [String?: [SourceEdit]] = [:]
    var obstacles: [String: UpdateReason] = [:]
    for attribute in attributes.sorted() {
      let fetches = new[attribute] ?? []
      var hasMoved = false
      for (index, fetch) in fetches.enumerated() {
        let previous = old[attribute].flatMap { index < $0.count ? $0[index].call : nil }
        do throws(SourceObstacle) {
          let text = fetch.file.flatMap { edited.bytes(ofFile: $0) } ?? edited.bytes
          guard let followed = try await move(fetch.call, previous: previous, in: text)
          else { continue }
          hasMoved = true
          edits[fetch.file, default: []] += followed
        } catch {
          obstacles[attribute] = .source(error)
        }
      }
      if !hasMoved, obstacles[attribute] == nil {
        obstacles[attribute] = .sourceStays
      }
    }
    guard obstacles.isEmpty else { return Outcome(document: edited, obstacles: obstacles) }
    do {
      return Outcome(document: try edited.applying(edits))
    } catch {
      throw Failure(error)
    }
  }

  /// The edits that a source needs besides that of its version; nil if it did not move.
  private func move(
    _ call: FetchCall, previous: FetchCall?, in text: [UInt8]
  ) async throws(SourceObstacle) -> [SourceEdit]? {
    let old = previous.flatMap(Self.source)
    guard let source = Self.source(call) else {
      // A patch that cannot be read was there before, and isn't the source.
      if previous != nil, old == nil, call.attribute.contains("patch") { return nil }
      do throws(FetchObstacle) {
        _ = try FetchReader(call).source()
        return nil
      } catch {
        throw .hash(.obstacle(error))
      }
    }
    if old == source, previous?.text == call.text { return nil }
    guard case .place(let place) = call.hash else {
      throw .hash(.notText)
    }
    if let algorithm = place.algorithm, algorithm != .sha256 {
      throw .otherAlgorithm(algorithm)
    }
    // A source that was written again has its hash already.
    if case .place(let before)? = previous?.hash, before.text != place.text { return [] }
    if old == source { return nil }
    var edits: [SourceEdit] = []
    var hash: ContentHash?
    if let respelled = respelled(source) {
      edits.append(try Self.nameEdit(from: respelled.old, to: respelled.new, of: call, in: text))
      hash = respelled.hash
    }
    for url in source.urls where hash == nil {
      let name = String(url.split(separator: "/").last ?? "")
      var artifact = known[name]
      if artifact == nil { artifact = await judge.artifact(at: url) }
      guard let artifact, let found = artifact.sha256 else { continue }
      hash = found
      if let edit = try Self.pathEdit(from: url, to: artifact.url, of: call, in: text) {
        edits.append(edit)
      }
    }
    do throws(FetchFailure) {
      if hash == nil { hash = try await judge.hash(of: source) }
    } catch {
      throw .hash(.failure(error))
    }
    if let hash, let edit = place.edit(to: hash) { edits.append(edit) }
    return edits
  }

  /// A file of the release whose name differs in its spelling alone from the one that would be fetched, as
  /// `devpi_client-7.3.0.tar.gz` does from `devpi-client-7.3.0.tar.gz`.
  private func respelled(_ source: FetchSource) -> (old: String, new: String, hash: ContentHash)? {
    func plain(_ name: String) -> String {
      String(name.lowercased().map { $0 == "_" || $0 == "." ? "-" : $0 })
    }
    let names = source.urls.compactMap { $0.split(separator: "/").last.map(String.init) }
    guard let name = names.first, !names.contains(where: { known[$0] != nil }),
      let dash = name.lastIndex(of: "-"),
      let file = known.keys.sorted().first(where: { plain($0) == plain(name) }),
      let hash = known[file]?.sha256
    else { return nil }
    let old = String(name[..<dash])
    let new = String(file.prefix(old.count))
    // It is written into a Nix string as it is.
    return ASCII.isPlain(new, or: "-._") && old != new ? (old, new, hash) : nil
  }

  /// The edit of the name by which `fetchPypi` finds a file.
  private static func nameEdit(
    from old: String, to new: String, of call: FetchCall, in text: [UInt8]
  ) throws(SourceObstacle) -> SourceEdit {
    let forms = [
      ("pname = \"\(old)\"", "pname = \"\(new)\""),
      ("inherit pname version;", "pname = \"\(new)\"; inherit version;"),
      ("inherit version pname;", "pname = \"\(new)\"; inherit version;"),
      ("inherit pname;", "pname = \"\(new)\";"),
    ]
    for (form, replacement) in forms {
      let bytes = Array(form.utf8)
      let start = call.range.dropLast(bytes.count - 1).first { text[$0...].starts(with: bytes) }
      if let start {
        return SourceEdit(range: start..<start + bytes.count, replacement: replacement)
      }
    }
    throw .respelled(new)
  }

  private static func source(_ call: FetchCall) -> FetchSource? {
    let reader = FetchReader(call)
    return (try? reader.source()) ?? reader.guessedSource()
  }

  /// The edit of a URL in which PyPI keeps a file by its own hash: `…/aa/bb/cccc…/NAME`.
  private static func pathEdit(
    from url: String, to wanted: String, of call: FetchCall, in text: [UInt8]
  ) throws(SourceObstacle) -> SourceEdit? {
    guard url != wanted, let old = digestPath(url) else { return nil }
    guard let new = digestPath(wanted) else {
      throw .elsewhere(url: wanted)
    }
    let bytes = Array(old.utf8)
    guard let start = call.range.first(where: { text[$0...].starts(with: bytes) }) else {
      throw .computedURL
    }
    return SourceEdit(range: start..<start + bytes.count, replacement: new)
  }

  /// The part `aa/bb/cccc…` of such a URL.
  ///
  /// It is written into a Nix string as it is, so only hexadecimal digits may pass.
  private static func digestPath(_ url: String) -> String? {
    guard url.hasPrefix(MirrorTable.pypiFiles) else { return nil }
    let parts = url.dropFirst(MirrorTable.pypiFiles.count).split(separator: "/")
    guard parts.count == 4, parts[0].count == 2, parts[1].count == 2, parts[2].count > 40,
      parts[..<3].allSatisfy({ $0.utf8.allSatisfy(Hexadecimal.isLowerCase) })
    else { return nil }
    return parts[..<3].joined(separator: "/")
  }
}

extension FetchCall {
  /// The hash as written, which distinguishes calls of the same source.
  fileprivate var text: String? {
    if case .place(let place) = hash { place.text } else { nil }
  }
}
