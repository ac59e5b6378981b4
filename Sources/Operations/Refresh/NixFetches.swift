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

  /// How many fetches are asked for by themselves after a failure.
  private static let singleLimit = 16

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
    var failure = ""
    do throws(Failure) {
      (answers, failure) = try await ask(file, about: asked.map { file.calls[$0] })
      // What breaks one attribute ends the evaluation: the others are asked for one by one.
      let open = asked.filter { place(of: file.calls[$0]).flatMap { answers[$0] } == nil }
      if !failure.isEmpty, asked.count > 1 {
        for index in open.prefix(Self.singleLimit) {
          let (more, why) = try await ask(file, about: [file.calls[index]])
          answers.merge(more) { first, _ in first }
          failure = why.isEmpty ? failure : why
        }
      }
    } catch {
      failure = error.what
    }
    for index in asked {
      if let answer = place(of: file.calls[index]).flatMap({ answers[$0] }) {
        sources[index] = answer
      } else if let guess = FetchReader(file.calls[index]).guessedSource() {
        sources[index] = .success(guess)
      } else if case .failure(let obstacle) = sources[index] {
        let why = failure.isEmpty ? "Nix did not come by it" : "asked, Nix failed: \(failure)"
        sources[index] = .failure(.unsupported(reason: "\(obstacle.reason); \(why)"))
      }
    }
    return sources
  }

  /// Where Nix says that the hash of a call is.
  private func place(of call: FetchCall) -> Place? {
    call.hashNameLocation.map { Place(line: $0.line, column: $0.column) }
  }

  /// Asks Nix; the text is why it failed, empty if it came to the end.
  private func ask(
    _ file: RefreshFile, about calls: [FetchCall]
  ) async throws(Failure) -> ([Place: Result<FetchSource, FetchObstacle>], String) {
    let tool = NixTool(environment: workspace.environment)
    let location: NixpkgsLocation
    do {
      location = try await NixpkgsLocation.resolve(workspace.options.nixpkgs, tool: tool)
    } catch {
      throw Failure(error)
    }
    var names: Set<String> = []
    for call in calls { names.formUnion(call.attribute.split(separator: ".").map(String.init)) }
    var entries = [location.entry]
    if let back = location.fallbackEntry { entries.append(back) }
    var failure = ""
    for entry in entries {
      let job = NixTool.Job(
        "nix-instantiate",
        [
          "--eval", "--option", "allow-import-from-derivation", "false",
          "--option", "substituters", "",
          "--argstr", "entry", entry, "--argstr", "file", Files.resolvingLinks(file.path),
          "--argstr", "python", workspace.options.python,
          "--argstr", "names", names.sorted().joined(separator: "\n"),
          "-E", NixFetchExpression.text,
        ])
      let result: NixTool.Result
      do {
        result = try await tool.run(job)
      } catch {
        throw Failure(error)
      }
      let answers = Self.answers(in: result.errors)
      if result.succeeded { return (answers, "") }
      failure = NixMessage.complaint(of: result.errors, in: "").message
      if !answers.isEmpty { return (answers, failure) }
    }
    return ([:], failure)
  }

  /// The answers on standard error, by where the hashes stand.
  private static func answers(
    in errors: [UInt8]
  ) -> [Place: Result<FetchSource, FetchObstacle>] {
    var answers: [Place: Result<FetchSource, FetchObstacle>] = [:]
    for line in errors.split(separator: UInt8(ascii: "\n")) {
      let parts = String(decoding: line, as: UTF8.self)
        .split(separator: NixFetchExpression.mark, maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      let fields = parts[1].split(separator: " ")
      guard fields.count >= 5, let line = Int(fields[0]), let column = Int(fields[1])
      else { continue }
      let urls = fields[5...].map(String.init)
      answers[Place(line: line, column: column)] = source(
        mode: fields[2], making: fields[3], isStripped: fields[4] == "stripped", urls: urls)
    }
    return answers
  }

  private static func source(
    mode: Substring, making: Substring, isStripped: Bool, urls: [String]
  ) -> Result<FetchSource, FetchObstacle> {
    switch (mode, making) {
    case _ where urls.isEmpty: .failure(.unsupported(reason: "it has no URL"))
    case ("flat", "plain"): .success(.file(urls: urls))
    case ("recursive", "unpacked"), ("nar", "unpacked"):
      .success(.archive(urls: urls, stripsRoot: isStripped))
    case (_, "clone"):
      .failure(
        .unsupported(
          reason: "it takes a clone by git; set the hash to \"\" and take the one that Nix reports")
      )
    default:
      .failure(
        .unsupported(
          reason: "what it downloads is rewritten; set the hash to \"\" and take the one that Nix "
            + "reports"))
    }
  }
}
