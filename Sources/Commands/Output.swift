import ArgumentParser
import Basics
import FoundationEssentials
import Operations

/// Where a command's words go: the result to standard output, all else to standard error.
struct Output: Sendable {
  let style: Style
  /// How hints are put into words.
  let wording: Wording
  private let isJSON: Bool
  private let isQuiet: Bool
  private let display: ProgressDisplay?
  private let troubles = RepeatedTroubles()

  /// The output of a verb that was given options, and others for the choice of versions.
  init(
    _ options: CommonOptions, choice: [Invocation.Option] = [], requests: [Invocation.Option] = []
  ) {
    let terminal = Terminal()
    isJSON = options.json
    wording = Wording(
      common: options.typed, choice: choice, requests: requests,
      credentialsNote: options.credentialsNote)
    isQuiet = options.quiet
    style = Style(isColored: terminal.wantsColor(options.color, on: .output))
    display =
      !options.quiet && !options.json && terminal.isInteractive(.error)
      ? ProgressDisplay() : nil
  }

  /// Told of transfers; `nil` if nothing of them is shown.
  var progress: (@Sendable (WorkProgress) -> Void)? {
    if isQuiet { return nil }
    return { progress in
      if case .trouble(let text, let kind) = progress {
        if troubles.isFirst(kind) { warn(text) }
      } else {
        display?.note(progress)
      }
    }
  }

  /// Told of the steps of long work: on the progress line, or a line each where there is none.
  var steps: (@Sendable (WorkProgress) -> Void)? {
    if isQuiet || isJSON { return nil }
    if display != nil { return progress }
    return { progress in
      switch progress {
      case .step(let text): StandardStream.error.write(Line(text).text + "\n")
      case .trouble(let text, let kind): if troubles.isFirst(kind) { warn(text) }
      case .fetching, .fetched, .reading: break
      }
    }
  }

  /// Clears the progress line.
  func finishProgress() {
    display?.finish()
  }

  /// Prints the lines of a result.
  ///
  /// - Throws: `UnwritableOutput`.
  func result(_ lines: [Line]) throws {
    finishProgress()
    try Self.write(Self.fitted(lines, to: .output))
  }

  /// Prints a result as JSON where that was asked for, else as lines.
  ///
  /// - Throws: `UnwritableOutput`.
  func show(_ document: @autoclosure () -> some Encodable, _ lines: @autoclosure () -> [Line])
    throws
  {
    if isJSON { try json(document()) } else { try result(lines()) }
  }

  private static func write(_ text: String) throws(UnwritableOutput) {
    guard case .failure(let error) = StandardStream.output.write(text) else { return }
    throw UnwritableOutput(error)
  }

  /// Prints one JSON document, its keys sorted; what cannot be seen, or acts on a terminal, is escaped.
  func json(_ document: some Encodable) throws {
    let text = try Self.text(of: document)
    finishProgress()
    try Self.write(text)
  }

  /// Prints a JSON document where no command was read that has options for its output.
  ///
  /// - Throws: `UnwritableOutput`.
  static func write(_ document: some Encodable) throws {
    try write(text(of: document))
  }

  private static func text(of document: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(document)
    return Printable.json(String(decoding: data, as: UTF8.self)) + "\n"
  }

  /// Prints a warning.
  func warn(_ text: String) {
    finishProgress()
    if isQuiet { return }
    StandardStream.error.write(
      Self.fitted(["\(style.warning("warning:")) \(text)"], to: .error))
  }

  /// The lines as text, broken between words where a terminal is too narrow for them.
  private static func fitted(_ lines: [Line], to stream: StandardStream) -> String {
    let columns = stream.isTerminal ? stream.columns : nil
    return lines.flatMap { line in columns.map { line.wrapped(to: $0) } ?? [line.text] }
      .map { $0 + "\n" }.joined()
  }

  /// Prints an error, even with `--quiet`.
  func complain(_ error: Failure) {
    finishProgress()
    let lines = ErrorText(error: error, style: style, wording: wording).lines
    StandardStream.error.write(Self.fitted(lines, to: .error))
  }

  /// Runs a command's work; a `Failure` is printed and becomes the exit code.
  ///
  /// A signal ends it in good order, so that no trial file is left behind.
  func reporting(_ work: @escaping @Sendable () async throws -> Void) async throws {
    defer { for text in troubles.rest { warn(text) } }
    try await Interruption.guarding { try await self.printingErrors(of: work) }
  }

  private func printingErrors(of work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let error as Failure {
      if isJSON { try? json(ErrorDocument(error, in: wording)) } else { complain(error) }
      throw ExitCode(error.kind.exitCode)
    } catch let error as UnwritableOutput {
      error.failure.map(complain)
      throw ExitCode(error.exitCode)
    }
  }
}

/// Standard output does not take the result.
///
/// The exit code is that of an unwritable file. Where the reader of a pipe has left, as `head` does, that
/// is all: nobody misses the words.
struct UnwritableOutput: Error {
  private let reason: StandardStream.Failure

  init(_ reason: StandardStream.Failure) { self.reason = reason }

  /// What to say of it; `nil` for nothing.
  var failure: Failure? {
    switch reason {
    case .isClosed: nil
    case .system(let words): Failure(.file, "cannot write to standard output: \(words)")
    }
  }

  var exitCode: Int32 { Failure.Kind.file.exitCode }
}

/// What kind of terminal there is, if any.
struct Terminal {
  func isInteractive(_ stream: StandardStream) -> Bool {
    stream.isTerminal && Host.variable("CI") == nil && Host.variable("TERM") != "dumb"
  }

  func wantsColor(_ choice: ColorChoice, on stream: StandardStream) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: isInteractive(stream) && (Host.variable("NO_COLOR") ?? "").isEmpty
    }
  }
}

/// Colours for words, or none.
struct Style: Sendable {
  let isColored: Bool

  func heading(_ line: Line) -> Line { wrapped(line, "1") }
  func added(_ line: Line) -> Line { wrapped(line, "32") }
  func removed(_ line: Line) -> Line { wrapped(line, "31") }
  func changed(_ line: Line) -> Line { wrapped(line, "33") }
  func faint(_ line: Line) -> Line { wrapped(line, "2") }
  func warning(_ line: Line) -> Line { wrapped(line, "1;33") }
  func error(_ line: Line) -> Line { wrapped(line, "1;31") }
  func hint(_ line: Line) -> Line { wrapped(line, "1;36") }

  private func wrapped(_ line: Line, _ code: String) -> Line {
    isColored ? line.colored(code) : line
  }
}
