import ArgumentParser
import PackageMetadata
import Testing

@testable import Commands
@testable import Operations

/// How commands, options and hints are written.
@Suite struct WordingTests {
  @Test("every option that a hint can name is an option of some verb")
  func optionsExist() {
    let commands: [any ParsableCommand.Type] = [
      ImportCommand.self, UpdateCommand.self, RemoveCommand.self, RefreshCommand.self,
      ShellCommand.self, ImageCommand.self, CheckCommand.self, CachePushCommand.self,
      CacheExportCommand.self,
    ]
    let help = commands.map { Nixgraft.helpMessage(for: $0, includeHidden: true) }
    for name in Invocation.Option.Name.allCases where name != .cores {
      #expect(help.contains { $0.contains(name.text) }, "\(name)")
    }
  }

  @Test("every verb that a hint can name is one")
  func verbsExist() throws {
    for verb in Invocation.Verb.allCases {
      let command = try? Nixgraft.parseAsRoot(verb.words + ["--help"])
      #expect(command.map { "\(type(of: $0))" } != nil, "\(verb)")
    }
  }

  private static let wording = Wording(
    common: [.overlay("o v.nix"), .offline], choice: [.strict, .relax(.cran("A"))])

  @Test(
    "a command repeats the options that the user gave and that the verb has",
    arguments: [
      (Invocation(.list), "nixgraft list --overlay 'o v.nix' --offline"),
      (Invocation(.list, repeatsOptions: false), "nixgraft list"),
      (
        Invocation(.import, ["pypi:a>=1"], options: [.override(.pypi("b"))], without: [.strict]),
        "nixgraft import --overlay 'o v.nix' --offline --relax cran:A --override b 'pypi:a>=1'"
      ),
      (
        Invocation(.cacheExport, ["it's"], repeatsOptions: false),
        "nixgraft cache export 'it'\\''s'"
      ),
    ])
  func commands(command: Invocation, text: String) {
    #expect(Self.wording.text(command) == text)
  }

  private static let samples: [(Phrase, String)] = [
    ("plain", "plain"),
    ("sign with \(option: .secretKey("a b"))", "sign with --secret-key 'a b'"),
    ("omit \(name: .python), or", "omit --python, or"),
    ("mkdir -p \(word: "a b") && x", "mkdir -p 'a b' && x"),
    ("\(option: .maxJobs(1)) \(option: .cores(2))", "--max-jobs 1 -- --cores 2"),
  ]

  @Test("a phrase's parts are written one after the other", arguments: samples)
  func phrases(phrase: Phrase, text: String) {
    #expect(Wording().text(phrase) == text)
  }

  @Test(
    "each kind of failure has an exit code",
    arguments: zip(
      Failure.Kind.allCases.map(\.rawValue),
      [1, 1, 1, 1, 1, 2, 2, 2, 64] as [Int32]))
  func exitCodes(kind: String, code: Int32) {
    #expect(Failure.Kind(rawValue: kind)?.exitCode == code)
  }
}
