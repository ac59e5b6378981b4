import Basics
import Nix
import NixSyntax
import Nixpkgs
import OverlayEditing

/// The sources of fetches that only Nix can tell: one evaluation a file, if there are any.
struct NixFetches: Sendable {
  private struct Place: Hashable {
    let line: Int
    let column: Int
  }

  let workspace: Workspace

  /// Sources with those filled in that Nix knows.
  func completed(
    _ sources: [Result<FetchSource, FetchObstacle>], of file: RefreshFile
  ) async -> [Result<FetchSource, FetchObstacle>] {
    let asked = sources.indices.filter { index in
      guard case .failure(.unresolved) = sources[index], case .place = file.calls[index].hash
      else { return false }
      return file.calls[index].hashNameLocation != nil && !file.calls[index].isBuiltin
    }
    guard !asked.isEmpty else { return sources }
    var sources = sources
    var answers: [Place: Result<FetchSource, FetchObstacle>] = [:]
    var failure: String?
    do throws(Failure) {
      (answers, failure) = try await ask(file, about: asked.map { file.calls[$0] })
    } catch {
      failure = error.what
    }
    for index in asked {
      if let answer = place(of: file.calls[index]).flatMap({ answers[$0] }) {
        sources[index] = answer
      } else if let guess = FetchReader(file.calls[index]).guessedSource() {
        sources[index] = .success(guess)
      } else if case .failure(.unresolved(let argument)) = sources[index] {
        sources[index] = .failure(.untold(argument: argument, failure: failure))
      }
    }
    return sources
  }

  /// Where Nix says that the hash of a call is.
  private func place(of call: FetchCall) -> Place? {
    call.hashNameLocation.map { Place(line: $0.line, column: $0.column) }
  }

  /// Asks Nix; the text is why it failed, nil if it finished.
  private func ask(
    _ file: RefreshFile, about calls: [FetchCall]
  ) async throws(Failure) -> ([Place: Result<FetchSource, FetchObstacle>], String?) {
    let location = try await workspace.location()
    var names: Set<String> = []
    for call in calls { names.formUnion(call.attribute.split(separator: ".").map(String.init)) }
    var evaluation = workspace.evaluation(
      PackageResources.fetches_nix,
      [
        "file": .string(Files.resolvingLinks(file.path)),
        "python": .string(workspace.options.python), "names": .strings(names.sorted()),
      ])
    evaluation.entries = location.entries
    let lines = LineBuffer(limit: Self.lineLimit)
    evaluation.onTrace = { line in
      if line.hasPrefix(Self.mark) { lines.append(String(line.dropFirst(Self.mark.count))) }
    }
    let outcome = try await withNix { () async throws(NixError) in
      try await evaluation.items(Bool.self, Int.self)
    }
    let failure =
      switch outcome {
      case .value(let found, _): found.failures.min { $0.key < $1.key }?.value
      case .failure(let failure): failure
      }
    var answers: [Place: Result<FetchSource, FetchObstacle>] = [:]
    for line in lines.all {
      if let (place, source) = Self.answer(line) { answers[place] = source }
    }
    return (answers, failure?.complaint().message)
  }

  /// How the lines that report a fetch begin.
  private static let mark = "nixgraft-fetch "
  /// Fetches of a file that are listened to.
  private static let lineLimit = 100_000

  /// The place of a hash, and what its fetch gets: fields with spaces between them, since Nix turns
  /// tabs into spaces.
  private static func answer(
    _ line: String
  ) -> (Place, Result<FetchSource, FetchObstacle>)? {
    let fields = line.split(separator: " ")
    guard fields.count >= 5, let line = Int(fields[0]), let column = Int(fields[1]) else {
      return nil
    }
    return (
      Place(line: line, column: column),
      source(
        mode: fields[2], making: fields[3], isStripped: fields[4] == "stripped",
        urls: fields[5...].map(String.init))
    )
  }

  private static func source(
    mode: Substring, making: Substring, isStripped: Bool, urls: [String]
  ) -> Result<FetchSource, FetchObstacle> {
    switch (mode, making) {
    case _ where urls.isEmpty: .failure(.noURL)
    case ("flat", "plain"): .success(.file(urls: urls))
    case ("recursive", "unpacked"), ("nar", "unpacked"):
      .success(.archive(urls: urls, stripsRoot: isStripped))
    case (_, "clone"): .failure(.fetcher(.gitClone))
    default: .failure(.fetcher(.changes))
    }
  }
}
