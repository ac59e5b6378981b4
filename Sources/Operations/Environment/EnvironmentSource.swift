import Basics
import NixSyntax
import Nixpkgs
import OverlayEditing
import PackageMetadata

/// What a new file says, from a snapshot and the contents.
struct EnvironmentSource {
  let options: EnvironmentOptions
  let kind: EnvironmentOptions.Kind
  let snapshot: Snapshot
  let place: FilePlace
  let interpreter: String
  let contents: EnvironmentContents
  let overlay: FileReference?
  let project: ProjectText?
  /// The shell that an image is made after.
  let shell: EnvironmentFile?

  func text(pin: PinnedTree?) -> String {
    let tree: EnvironmentText.Tree
    if let pin {
      tree = .pinned(pin)
    } else {
      tree = .expression(shell?.nixpkgsText ?? expression)
    }
    var text = EnvironmentText(
      name: EnvironmentText.storeName(options.name ?? Files.name(of: place.directory)), tree: tree,
      interpreter: interpreter)
    text.python = contents.python
    text.r = contents.r
    text.tools = contents.tools
    text.project = project
    text.overlay = overlay
    switch kind {
    case .shell: return text.shell
    case .flake:
      return text.flake(input: input(pin), entry: backDoor == nil ? nil : Self.backDoor)
    case .image(var image):
      image.fileName = ShellWord.quoted(place.name)
      image.isModern = snapshot.dialect.era == .modern
      return text.image(image)
    }
  }

  private static let backDoor = "pkgs/top-level/impure.nix"

  /// The entry, where the front door of the tree does not let this Nix in.
  private var backDoor: String? {
    let location = snapshot.location
    return location.entry != location.path && location.entry == location.fallbackEntry
      ? location.entry : nil
  }

  /// How the nixpkgs that the user named is imported.
  private var expression: String {
    let given = snapshot.location.given
    if given.hasPrefix("<") {
      return backDoor == nil ? given : given.dropLast() + "/\(Self.backDoor)>"
    }
    let end = backDoor == nil ? "" : "/\(Self.backDoor)"
    func within(_ tree: String) -> String { end.isEmpty ? tree : "(\(tree) + \"\(end)\")" }
    if let project = snapshot.location.project {
      guard let own = project.expression, project.folder == place.directory else {
        return NixLiteral.path(snapshot.location.path + end)
      }
      return within(own)
    }
    let reference = snapshot.location.reference
    if let url = reference.archiveURL { return within("(fetchTarball \(NixLiteral.string(url)))") }
    if case .flake(let text) = reference {
      return within("(builtins.getFlake \(NixLiteral.string(text)))")
    }
    if given.hasPrefix("/") { return NixLiteral.path(given + end) }
    if FilePlace(given).path == snapshot.location.path {
      let relative = place.reference(to: FilePlace(given)).relative
      return relative.hasPrefix("..")
        ? NixLiteral.relativePath(relative + end) : NixLiteral.path(relative + end)
    }
    return NixLiteral.path(snapshot.location.path + end)
  }

  /// The address of nixpkgs as a flake's input.
  private func input(_ pin: PinnedTree?) -> String {
    if let revision = pin?.revision { return "github:NixOS/nixpkgs/\(revision)" }
    let location = snapshot.location
    if let url = location.reference.flakeURL { return url }
    if location.given.hasPrefix("<"), let revision = snapshot.facts.revision,
      revision.utf8.count == 40
    {
      return "github:NixOS/nixpkgs/\(revision)"
    }
    return "path:\(PercentEncoding.encoded(location.root, keeping: "/"))"
  }
}
