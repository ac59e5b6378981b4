import Basics
import Nix
import NixSyntax
import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning

/// A trial of an overlay's text before it is put in its place: Nix evaluates what it adds.
struct Verification: Sendable {
  let workspace: Workspace
  let snapshot: Snapshot

  /// What a trial came to.
  enum Outcome: Hashable, Sendable {
    case good
    /// It could not be tried, and why.
    case untried(String)
    /// Nix's own words when a package does not evaluate.
    case bad(String)
  }

  /// Evaluates packages to their derivations, with an overlay as it is to be.
  func outcome(
    of packages: [PlannedPackage], in change: OverlayChange
  ) async throws(Failure) -> Outcome {
    try await outcome(of: packages.map { ($0.id.ecosystem, $0.attribute) }, in: change)
  }

  /// Evaluates attributes to derivations, with an overlay as it is to be.
  func outcome(
    of packages: [(ecosystem: Ecosystem, attribute: String)], in change: OverlayChange
  ) async throws(Failure) -> Outcome {
    guard !packages.isEmpty else { return .good }
    let untried = "'\(change.file.path)' was not evaluated with what is written"
    guard let access = change.after.access else {
      return try self.untried(
        "\(untried): only its user knows how the overlay in it is reached", change)
    }
    let trial = try change.writeTrial()
    defer { trial.remove() }
    let tool = NixTool(environment: workspace.environment)
    let names = { (ecosystem: Ecosystem) in
      let names = packages.filter { $0.ecosystem == ecosystem }.map {
        NixLiteral.string($0.attribute)
      }
      return "[ \(names.joined(separator: " ")) ]"
    }
    let set = snapshot.facts.packageSet(of: .pypi)
    let interpreter = snapshot.facts.python?.attribute ?? "python3"
    let overlays = access.overlays(in: "(import overlay)", packages: "(withOverlays [ ])")
    let expression = """
      { entry, overlay }:
      let
        \(PackagesExpression.bindings(overlays: overlays))
        # What an override of the interpreter adds may be in its own set alone.
        sets = [ (pkgs.\(Self.name(set)) or { }) (pkgs.\(Self.name(interpreter)).pkgs or { }) ];
        python = name:
          let having = builtins.filter (builtins.hasAttr name) sets; in
          if having == [ ] then throw "attribute '${name}' missing"
          else map (found: found.${name}.drvPath) having;
      in
      map python \(names(.pypi)) ++ map (name: pkgs.rPackages.${name}.drvPath) \(names(.cran))
      """
    let result: NixTool.Result
    do {
      result = try await tool.run(
        NixTool.Job(
          "nix-instantiate",
          [
            "--eval", "--strict", "--json", "-I", "nixpkgs=\(snapshot.location.path)", "--expr",
            expression, "--arg", "entry",
            NixLiteral.absolutePath(snapshot.location.entry), "--arg", "overlay",
            NixLiteral.absolutePath(Files.absolute(trial.path)),
          ]))
    } catch {
      throw Failure(error)
    }
    guard !result.succeeded else { return .good }
    let complaint = NixMessage.complaint(of: result.errors, in: Files.absolute(trial.path))
    return NixMessage.plain(result.errors).contains(OverlayAccess.unknownArgument)
      ? try self.untried(
        "\(untried): it uses an argument that only its caller knows", change)
      : .bad(complaint.message)
  }

  /// What comes of an overlay that can't be evaluated: its text has to show that it is one.
  private func untried(_ reason: String, _ change: OverlayChange) throws(Failure) -> Outcome {
    guard change.after.isCertain else {
      throw Failure(
        .editClash, "\(reason), and nothing in its text shows that it is one; it is unchanged",
        hints: ["name another file: \(option: .overlay("FILE"))"])
    }
    return .untried(reason)
  }

  /// A path of attributes, as `pkgs` is asked for it.
  private static func name(_ path: String) -> String {
    NixLiteral.attributePath(path.split(separator: ".").map(String.init))
  }
}
