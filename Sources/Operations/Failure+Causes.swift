import PackageMetadata
import Planning
import Transfer

extension Failure {
  /// There is no plan; `specs` are the requests on the command line, for the commands in the hints.
  init(_ error: PlanningError, specs: [PackageSpec]) {
    let typed = Set(specs.map(\.requirement.id))
    func hint(_ way: WayOut) -> Hint {
      // Which one only the user knows.
      if way.options == [.snapshot] { return "\(way.meaning): \(option: .nixpkgs("PATH"))" }
      let command = Invocation(
        .import,
        way.requests?.filter { typed.contains($0.id) }.map(PlanWording.spec) ?? specs.map(\.text),
        options: way.options.compactMap(Invocation.Option.init),
        without: way.options.contains(.lenient) ? [.strict] : [])
      return .command(command, to: Phrase(way.meaning))
    }
    switch error {
    case .noSolution(let explanation, let waysOut):
      self.init(
        .noSolution, sentences: explanation?.sentences ?? [], hints: waysOut.map(hint))
    case .notFound(let id, let path, let near):
      let origin =
        path.isEmpty ? "" : ", which \(path.map(\.name).joined(separator: " needs ")) needs"
      self.init(
        .notFound, "\(PlanWording.noPackage(id))\(origin)",
        hints: Self.spellings(of: id, near: near))
    case .noArtifact(let id, let reason, let waysOut, let noWayOut):
      self.init(
        .noArtifact,
        sentences: ["'\(id.name)' cannot be imported: \(PlanWording.text(reason))"]
          + [noWayOut.map(PlanWording.text)].compactMap(\.self),
        hints: waysOut.map(hint))
    case .gaveUp(.packages(let count)):
      self.init(
        .noSolution,
        "gave up after looking at \(count) packages: the requirements seem to have no end",
        hints: ["to allow more: \(option: .maximumPackages(count * 10))"])
    case .gaveUp(.seconds(let seconds)):
      self.init(
        .noSolution, "gave up looking for versions after \(seconds) seconds",
        hints: ["to allow more: \(option: .planTimeout(seconds * 4))"])
    case .gaveUp(.interruption):
      self.init(
        .noSolution, "interrupted while looking for versions; nothing was written",
        hints: ["run the same command again"])
    case .gaveUp(.memory(let tried)):
      self.init(
        .noSolution,
        "gave up after trying \(tried) versions: there are too many conflicts",
        hints: ["ask for fewer packages at a time, or for exact versions of some"])
    case .unavailable(let id, let reason):
      self.init(.network, id.map { "cannot look up '\($0.name)': \(reason)" } ?? reason)
    case .nix(let reason): self.init(.nix, reason)
    case .input(let reason): self.init(.input, reason)
    }
  }

  /// What may have been meant by a name that no index has.
  private static func spellings(of id: PackageID, near: [String]) -> [Hint] {
    let questions: [Hint] = near.map { name in
      let question = "did you mean '\(id.ecosystem.rawValue):\(name)'?"
      let isOnlyCase = id.ecosystem == .cran && name.lowercased() == id.name.lowercased()
      return isOnlyCase ? "names of R packages are case-sensitive: \(question)" : "\(question)"
    }
    guard questions.isEmpty else { return questions }
    switch id.ecosystem {
    case .pypi:
      return [
        "check the spelling; on PyPI, '-', '_' and '.' are the same, and so are capital letters"
      ]
    case .cran:
      return [
        """
        check the spelling (R names are case-sensitive); for other repositories use \
        \(name: .cranMirror)
        """
      ]
    }
  }
}

extension Invocation.Option {
  /// The option that a way out adds, if it does not leave one out.
  fileprivate init?(_ option: WayOut.Option) {
    switch option {
    case .lenient, .snapshot: return nil
    case .relax(let id): self = .relax(id)
    case .override(let id): self = .override(id)
    case .anyAge: self = .horizon(nil)
    case .prereleases: self = .prerelease
    case .python(let attribute): self = .python(attribute)
    case .channel(let name): self = .nixpkgs("channel:\(name)")
    }
  }
}
