import Basics
import Nix
import Nixpkgs
import OverlayEditing
import TOML

/// A project on disk that a shell is for.
struct ShellProject {
  private let directory: String
  private let workspace: Workspace
  private let python: TOMLTable?
  private let isR: Bool

  /// Looks for pyproject.toml and DESCRIPTION in a directory.
  init(_ directory: String, workspace: Workspace) throws(Failure) {
    guard Files.isDirectory(directory) else {
      throw Failure(.input, "'\(directory)' is not a directory")
    }
    var plain = directory
    while plain.count > 1, plain.hasSuffix("/") { plain.removeLast() }
    self.directory = plain
    self.workspace = workspace
    let bytes = try TextFile.read("\(plain)/pyproject.toml")
    python = bytes.flatMap { try? TOMLTable.parse($0) }
    isR = Files.exists("\(plain)/DESCRIPTION")
  }

  /// What a shell in some place says of it; nil where it has no code to import.
  func text(
    for snapshot: Snapshot, from place: FilePlace
  ) async throws(Failure) -> ProjectText? {
    guard python != nil || isR else { return nil }
    let relative = Self.relative(directory, from: place)
    guard Self.isPlain(relative) else {
      throw Failure(
        .input, "'\(directory)' has characters that cannot stand in a shell's path",
        hints: ["use a directory whose name is of letters, digits and ._-/"])
    }
    let hasSource = Files.isDirectory("\(directory)/src")
    let code = hasSource ? (relative == "." ? "src" : "\(relative)/src") : relative
    return ProjectText(
      directory: relative, code: code, python: try await way(for: snapshot), isR: isR)
  }

  private func way(for snapshot: Snapshot) async throws(Failure) -> ProjectText.Way? {
    guard let python else { return nil }
    let project = python.table("project")
    let poetry = python.table("tool")?.table("poetry")
    guard let name = project?.string("name") ?? poetry?.string("name"),
      try await hasEditablePackages(snapshot)
    else { return .searchPath }
    let scripts = project?.table("scripts") ?? poetry?.table("scripts")
    var programs: [String: String] = [:]
    for key in scripts?.keys ?? [] { programs[key] = scripts?.string(key) }
    return .editable(
      name: name, version: project?.string("version") ?? poetry?.string("version") ?? "0",
      scripts: programs)
  }

  /// Whether nixpkgs can install a project in a way that follows its files.
  private func hasEditablePackages(_ snapshot: Snapshot) async throws(Failure) -> Bool {
    guard let python = snapshot.facts.python?.attribute else { return false }
    var evaluation = workspace.evaluation(
      NixProgram(
        "{ entry, python }: (import entry { }).${python}.pkgs ? mkPythonEditablePackage"),
      ["python": .string(python)])
    evaluation.entries = snapshot.location.entries
    do {
      if case .value(let found, _) = try await evaluation.value(Bool.self) { return found }
      return false
    } catch {
      throw Failure(error)
    }
  }

  /// The directory as seen from the one that the shell is in.
  private static func relative(_ directory: String, from place: FilePlace) -> String {
    let path = place.reference(to: FilePlace(directory + "/.")).relative
    var parts = path.split(separator: "/").filter { $0 != "." }.map(String.init)
    if path.hasPrefix("/") { parts.insert("", at: 0) }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  private static func isPlain(_ path: String) -> Bool {
    path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "._-/".utf8.contains(byte)
      }
    }
  }
}
