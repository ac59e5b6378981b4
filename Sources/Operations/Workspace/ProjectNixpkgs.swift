import Basics
import FoundationEssentials
import Nix
import NixSyntax
import Nixpkgs
import OverlayEditing

/// The nixpkgs that a project pins in a file of its own, in a directory or above, up to the root of
/// its repository.
///
///     project/flake.nix, flake.lock       the input 'nixpkgs' of the flake
///     project/flake.nix alone             what that input names now
///     project/npins/sources.json          the pin 'nixpkgs'
///     project/nix/sources.json            niv's source 'nixpkgs'
///     project/devenv.lock                 the input 'nixpkgs' of devenv
///     project/shell.nix                   an archive that it imports
struct ProjectNixpkgs: Hashable, Sendable {
  let file: NixpkgsLocation.ProjectFile
  /// A Nix expression of a path, or of a set with one, that fetches it; relative paths in it begin at
  /// the file's directory.
  let program: String

  /// Finds it from a directory on, by its absolute path; `nil` if no file fixes one.
  static func find(from folder: String) -> ProjectNixpkgs? {
    var shown = ""
    for (depth, directory) in directories(from: folder).enumerated() {
      if depth > 0 { shown += "../" }
      if let found = look(in: directory, shown: shown) { return found }
    }
    return nil
  }

  /// The directory, and those above it up to the root of the repository; without one itself only.
  private static func directories(from folder: String) -> [String] {
    var found = [folder]
    var current = folder
    while Files.exists("\(current)/.git") == false {
      guard current != "/", let slash = current.lastIndex(of: "/") else { return [folder] }
      current = slash == current.startIndex ? "/" : String(current[..<slash])
      found.append(current)
    }
    return found
  }

  /// Finds what a flake without a lock names: a directory, else what Nix fetches for the reference, which
  /// without an input of that name is an entry of the registry.
  private static let unlockedInput = """
    let
      input = ((import ./flake.nix).inputs or { }).nixpkgs or { };
      url = input.url or "nixpkgs";
      path = builtins.match "(path:)?([.]{0,2}/[^?]*)" url;
      directory = builtins.elemAt path 1;
    in
    if input ? follows then throw "its input 'nixpkgs' follows another input"
    else if path == null then builtins.getFlake url
    else if builtins.substring 0 1 directory == "/" then directory
    else ./. + "/${directory}"
    """

  private static func look(in directory: String, shown: String) -> ProjectNixpkgs? {
    func text(_ name: String) -> String? {
      guard let bytes = try? TextFile.read("\(directory)/\(name)") else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
    func found(_ name: String, _ program: String, by expression: String?) -> ProjectNixpkgs {
      ProjectNixpkgs(
        file: .init(name: shown + name, folder: directory, expression: expression),
        program: program)
    }
    if let flake = text("flake.nix") {
      let expression = "(builtins.getFlake (toString ./.)).inputs.nixpkgs"
      if let lock = text("flake.lock") {
        if let node = LockedInput(lock: lock) {
          return found("flake.lock", node.program, by: expression)
        }
      } else if flake.contains("nixpkgs") {
        return found("flake.nix", unlockedInput, by: expression)
      }
    }
    if let sources = text("npins/sources.json"), NamedSources(npins: sources).hasNixpkgs {
      return found(
        "npins/sources.json", "(import ./npins).nixpkgs", by: "(import ./npins).nixpkgs")
    }
    if let sources = text("nix/sources.json"), NamedSources(niv: sources).hasNixpkgs {
      let expression = "(import ./nix/sources.nix).nixpkgs"
      return found("nix/sources.json", expression, by: expression)
    }
    if let lock = text("devenv.lock"), let node = LockedInput(lock: lock) {
      return found("devenv.lock", node.program, by: nil)
    }
    if let bytes = try? TextFile.read("\(directory)/shell.nix"),
      let shell = try? EnvironmentFile(bytes: bytes, path: "shell.nix", shell: nil),
      !shell.isFlake, shell.importsOneNixpkgs, let expression = shell.nixpkgsText,
      expression != "<nixpkgs>"
    {
      return found("shell.nix", expression, by: expression)
    }
    return nil
  }
}

/// The input 'nixpkgs' of a flake.lock or devenv.lock.
struct LockedInput: Hashable {
  /// The attributes that lock it, as `builtins.fetchTree` takes them, sorted.
  private let attributes: [String]
  /// Where the files are below what is fetched.
  private let directory: String?

  /// Reads a lock file; `nil` if it is none, or has no such input.
  init?(lock: String) {
    guard let file = try? JSONDecoder().decode(File.self, from: Data(lock.utf8)),
      let root = file.nodes[file.root], case .node(let name)? = root.inputs?["nixpkgs"],
      let locked = file.nodes[name]?.locked
    else { return nil }
    directory = locked.values["dir"].flatMap { if case .text(let text) = $0 { text } else { nil } }
    attributes = locked.values.filter { !["dir", "__final"].contains($0.key) }
      .sorted { $0.key < $1.key }
      .map { "\(NixLiteral.attributeName($0.key)) = \($0.value.literal);" }
  }

  /// What fetches it.
  var program: String {
    // A set with an 'outPath', which 'toString' and 'import' take.
    let tree = "(builtins.fetchTree { \(attributes.joined(separator: " ")) })"
    return directory.map { "(\(tree) + \(NixLiteral.string("/" + $0)))" } ?? tree
  }

  private struct File: Decodable {
    let nodes: [String: Node]
    let root: String
  }

  private struct Node: Decodable {
    let inputs: [String: Input]?
    let locked: Locked?
  }

  /// An input: a node's name, or a path of inputs to follow from the root.
  private enum Input: Decodable {
    case node(String)
    case path([String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let name = try? container.decode(String.self) {
        self = .node(name)
      } else {
        self = .path(try container.decode([String].self))
      }
    }
  }

  private struct Locked: Decodable {
    let values: [String: Value]

    init(from decoder: any Decoder) throws {
      values = try decoder.singleValueContainer().decode([String: Value].self)
    }
  }

  private enum Value: Decodable {
    case text(String)
    case number(Int)
    case flag(Bool)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    var literal: String {
      switch self {
      case .text(let text): NixLiteral.string(text)
      case .number(let number): "\(number)"
      case .flag(let flag): "\(flag)"
      }
    }
  }
}

/// The names of the sources that npins or niv keeps.
private struct NamedSources {
  let hasNixpkgs: Bool

  init(npins text: String) {
    struct File: Decodable { let pins: [String: Ignored] }
    let file = try? JSONDecoder().decode(File.self, from: Data(text.utf8))
    hasNixpkgs = file?.pins["nixpkgs"] != nil
  }

  init(niv text: String) {
    let file = try? JSONDecoder().decode([String: Ignored].self, from: Data(text.utf8))
    hasNixpkgs = file?["nixpkgs"] != nil
  }

  /// Anything at all.
  private struct Ignored: Decodable {
    init(from decoder: any Decoder) {}
  }
}
