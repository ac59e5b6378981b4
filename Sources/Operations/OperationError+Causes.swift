import PackageMetadata
import Planning
import Transfer

extension OperationError {
  /// There is no plan; `request` is what was typed, for the commands in the hints.
  init(_ error: PlanningError, specs: [PackageSpec], options: [String]) {
    func command(_ way: WayOut) -> String {
      let requests = way.requests?.map(PlanWording.spec) ?? specs.map(\.text)
      let isLenient = way.options.contains(.lenient)
      let kept = options.filter { !isLenient || $0 != "--strict" }
      let words = ["nixgraft", "import"] + kept + way.options.flatMap(Self.words) + requests
      return "to \(way.meaning): \(words.map(Self.quoted).joined(separator: " "))"
    }
    switch error {
    case .noSolution(let explanation, let waysOut):
      self.init(
        .noSolution, explanation.joined(separator: "\n"), hints: waysOut.map(command))
    case .notFound(let id, let path, let near):
      let origin =
        path.isEmpty ? "" : ", which \(path.map(\.name).joined(separator: " needs ")) needs"
      self.init(
        .notFound, "no index has a package '\(id.name)'\(origin)",
        hints: Self.spellings(of: id, near: near))
    case .noArtifact(let id, let reason, let waysOut):
      self.init(
        .noArtifact, "'\(id.name)' can't be imported: \(reason)", hints: waysOut.map(command))
    case .unavailable(let id, let reason):
      self.init(.network, id.map { "can't read about '\($0.name)': \(reason)" } ?? reason)
    case .nix(let reason): self.init(.nix, reason)
    case .input(let reason): self.init(.input, reason)
    }
  }

  /// An option as it is typed.
  private static func words(_ option: WayOut.Option) -> [String] {
    func name(_ id: PackageID) -> String { id.ecosystem == .pypi ? id.name : id.description }
    return switch option {
    case .lenient: []
    case .relax(let id): ["--relax", name(id)]
    case .override(let id): ["--override", name(id)]
    case .anyAge: ["--horizon", "none"]
    case .prereleases: ["--prerelease"]
    case .python(let attribute): ["--python", attribute]
    }
  }

  /// What else the name of a package that no index has may have been meant to be.
  private static func spellings(of id: PackageID, near: [String]) -> [String] {
    let questions = near.map { name in
      let question = "did you mean '\(id.ecosystem.rawValue):\(name)'?"
      let isOnlyCase = id.ecosystem == .cran && name.lowercased() == id.name.lowercased()
      return isOnlyCase ? "names of R packages are case-sensitive: \(question)" : question
    }
    guard questions.isEmpty else { return questions }
    switch id.ecosystem {
    case .pypi:
      return ["look the name up; for PyPI, '-', '_' and '.' are the same, as are capitals"]
    case .cran:
      return [
        "look the name up, whose capitals matter; what is on neither CRAN nor Bioconductor may be"
          + " in a repository to name by --cran-mirror"
      ]
    }
  }

  /// A word as a shell takes it literally.
  package static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_./:@,+%".utf8.contains(byte)
      }
    }
    if isPlain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
