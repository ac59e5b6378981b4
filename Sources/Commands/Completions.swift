import ArgumentParser
import Basics
import Operations
import PackageMetadata

extension CompletionKind {
  /// The packages of the overlay that the command line names, or of the default one.
  static var overlayPackages: CompletionKind {
    .custom { words, _, prefix in
      OverlayCompletion(words: words).names.filter { $0.hasPrefix(prefix) }
    }
  }

  /// Files whose names end in `.nix`, and directories on the way to them.
  static var nixFile: CompletionKind { .file(extensions: ["nix"]) }
}

/// What a shell offers for the name of a package: `nixgraft remove <TAB>`.
struct OverlayCompletion {
  /// The words of the command line so far.
  let words: [String]

  /// The overlay that `--overlay` names.
  var overlay: String {
    for (index, word) in words.enumerated().reversed() {
      if word.hasPrefix("--overlay=") { return String(word.dropFirst("--overlay=".count)) }
      if word == "--overlay", index + 1 < words.count { return words[index + 1] }
    }
    return WorkspaceOptions().overlayPath
  }

  /// The names in it, as a command takes them; empty if the file cannot be read.
  ///
  /// They are bare, since shells break words at a colon, but where a Python and an R package share one.
  var names: [String] {
    guard let report = try? List(List.Options(overlayPath: overlay)).run() else { return [] }
    let ids = report.graph.packages.map(\.id)
    let counts = Dictionary(ids.map { ($0.name, 1) }, uniquingKeysWith: +)
    return ids.map { id in counts[id.name] == 1 ? id.name : "\(id)" }.filter(Self.isSafe)
  }

  /// Whether a shell may be offered a name: a file by somebody else may hold anything.
  private static func isSafe(_ name: String) -> Bool {
    ASCII.isPlain(name, or: "._-:")
  }
}
