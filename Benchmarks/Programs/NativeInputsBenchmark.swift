import ArgumentParser
import CRAN
import Derivations
import PackageMetadata
import Planning
import Transfer

/// What rules and scan find that R packages need beside R packages, without looking names up.
struct NativeInputsBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "native-inputs",
    abstract: "Print what rules and scan find that R packages need.",
    discussion: """
      Prints a line for each name: the name, where its words are from ('tarball', 'words' or \
      'none'), whether there is a SystemRequirements ('yes', 'noise' for one that needs nothing, \
      'no'), and with spaces between them libraries, tools and programs, then what no rule knows. \
      Without --names the attributes that rules can name are printed.
      """)

  @Option(help: "A file of package names, one a line.")
  var names: String?

  @Option(help: "A CRAN mirror's URL.")
  var mirror: [String] = []

  @Option(help: "A table of package, version and SystemRequirements, for what no mirror has.")
  var words: String?

  @Option(help: "A file of the attributes that there are; all are, without it.")
  var attributes: String?

  @Option(help: "A file with rules to go by instead of nixgraft's own, in their form.")
  var rules: String?

  @Flag(help: "Print the rules.")
  var table = false

  @Flag(help: "Take a package without a tarball to need no pkg-config.")
  var withoutGuess = false

  func run() async throws {
    if table {
      print(NativeRules.table)
      return
    }
    guard let names else {
      for attribute in NativeRules.standard.attributes { print(attribute) }
      return
    }
    let given = try rules.map { path in
      NativeRules(parsing: try FileBytes.rows(path).map { $0.joined() }.joined(separator: "\n"))
    }
    let present = try attributes.map { Set(try FileBytes.rows($0).map { $0[0] }) }
    var prose: [String: String] = [:]
    if let words {
      for row in try FileBytes.rows(words).dropFirst() where row.count >= 3 {
        prose[row[0]] = row[2]
      }
    }
    let catalog = CRANCatalog(
      configuration: CRANConfiguration(
        repositories: try mirror.map { try CRANRepository.at($0) }),
      client: TransferClient(configuration: TransferConfiguration()))
    for row in try FileBytes.rows(names) {
      var found = Words(origin: "none")
      if let text = prose[row[0]] { found = Words(origin: "words", requirements: text) }
      if let source = await source(of: row[0], in: catalog) {
        found = Words(
          origin: "tarball", requirements: source.metadata.systemRequirements, hints: source.hints)
      }
      show(row[0], found, present, given ?? .standard)
    }
  }

  private struct Words {
    let origin: String
    var requirements: String?
    var hints: [String]?
  }

  private func source(of name: String, in catalog: CRANCatalog) async -> SourcePackage? {
    guard !mirror.isEmpty, let project = try? await catalog.project(.cran(name)),
      !project.versions.isEmpty
    else { return nil }
    return try? await catalog.sourcePackage(of: project.release(at: project.versions.count - 1))
  }

  private func show(_ name: String, _ words: Words, _ present: Set<String>?, _ rules: NativeRules) {
    func inputs(_ hints: [String]?) -> NativeInputs {
      NativeInputs(
        of: name, systemRequirements: words.requirements, hints: hints, rules: rules,
        fixes: NativeFixes(),
        has: { present?.contains($0) ?? true })
    }
    let found = inputs(words.hints ?? (withoutGuess ? [] : nil))
    let stated = inputs([])
    let isNoise =
      stated.noise.count > 0 && stated.unknown.isEmpty && stated.missing.isEmpty
      && stated.libraries.isEmpty && stated.tools.isEmpty && stated.programs.isEmpty
    let columns = [
      name, words.origin, words.requirements == nil ? "no" : isNoise ? "noise" : "yes",
      found.libraries.joined(separator: " "), found.tools.joined(separator: " "),
      found.programs.joined(separator: " "),
      found.unknown.compactMap(Self.words).joined(separator: "; "),
    ]
    print(columns.joined(separator: "\t"))
  }

  /// What a need is that no rule maps; nil for one that is known to lie outside of nixpkgs.
  private static func words(_ need: UnmappedNeed) -> String? {
    switch need {
    case .prose(let clause): clause
    case .library(let name): "-l\(name)"
    case .module(let name): "pkg-config \(name)"
    case .outside, .cmakePackage: nil
    }
  }
}
