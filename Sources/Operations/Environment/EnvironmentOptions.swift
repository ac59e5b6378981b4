import Basics
package import OverlayEditing

/// The options of `shell` and `image`, besides the workspace's.
package struct EnvironmentOptions: Hashable, Sendable {
  /// The kinds of files that make an environment.
  package enum Kind: Hashable, Sendable {
    case shell
    case flake
    case image(EnvironmentText.Image)
  }

  /// The revision of nixpkgs that a file is fixed to.
  package enum Pin: Hashable, Sendable {
    /// That of the nixpkgs in use.
    case snapshot
    case revision(String)
  }

  package var kind = Kind.shell
  /// The file to write or extend.
  package var path = "shell.nix"
  /// The shell that an image takes its packages from where none is named.
  package var shellPath = "shell.nix"
  /// What is imported first; its specs are the packages of the environment.
  package var importing = Import.Options()
  /// The environment's name; `nil` for that of the directory.
  package var name: String?
  /// The name that the shell is bound to, where the file has several.
  package var attribute: String?
  package var pin: Pin?
  /// The directory of the project whose code the shell has, too.
  package var project: String?
  /// The repository whose archives hold the revisions.
  package var repository = "https://github.com/NixOS/nixpkgs"

  package init() {}

  /// Whether this directory has a flake.nix and no shell.nix, so that the flake is what is extended.
  package static var isFlakeProject: Bool {
    Files.exists("flake.nix") && !Files.exists("shell.nix")
  }

  /// The verb, for hints.
  var verb: Invocation.Verb {
    if case .image = kind { .image } else { .shell }
  }
}

extension EnvironmentOptions {
  /// The options of an image.
  package static func image(
    tag: String, command: [String], isStreamed: Bool, path: String, shell: String, name: String?,
    importing: Import.Options
  ) -> EnvironmentOptions {
    var image = EnvironmentText.Image()
    image.tag = tag
    image.command = command
    image.isStreamed = isStreamed
    var options = EnvironmentOptions()
    options.kind = .image(image)
    options.path = path
    options.shellPath = shell
    options.name = name
    options.importing = importing
    return options
  }
}

/// The result of `shell` or `image`.
package struct EnvironmentReport: Sendable {
  /// What was imported; `nil` if no package was named.
  package let importing: Import.Report?
  package let kind: EnvironmentOptions.Kind
  package let path: String
  /// The file's text before and after; `before` is `nil` if there was none.
  package let before: String?
  package let after: String
  package var isChanged: Bool { before != after }
  /// Whether what Nix builds is a program that writes an image.
  package var isStreamedImage: Bool { after.contains("streamLayeredImage") }
  /// The interpreter's attribute.
  package let interpreter: String
  /// Attributes of the interpreter's package set that the environment was to have.
  package let python: [String]
  /// Attributes of `rPackages` that the environment was to have.
  package let r: [String]
  /// The overlay's path, and whether the file names it.
  package let overlayPath: String
  package let usesOverlay: Bool
  package let isDryRun: Bool
  /// Sentences worth telling the user.
  package let notes: [String]
  /// The name that the shell is bound to, where it was given.
  package var attribute: String?
  /// Whether the file is a function that another file has to call.
  package var needsArguments = false
  /// Whether Nix's settings have flakes on; `true` where none are written.
  package var hasFlakes = true
}
