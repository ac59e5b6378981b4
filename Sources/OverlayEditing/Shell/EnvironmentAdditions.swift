import NixSyntax

/// What an environment is to have.
package struct EnvironmentAdditions: Hashable, Sendable {
  /// The interpreter's attribute, where the file has none of its own.
  package var interpreter: String
  /// Attributes of the interpreter's package set.
  package var python: [String] = []
  /// Attributes of `rPackages`.
  package var r: [String] = []
  /// The overlay that is needed for it; nil if nixpkgs has all.
  package var overlay: FileReference?
  /// The nixpkgs to pin.
  package var pin: PinnedTree?

  package init(interpreter: String) {
    self.interpreter = interpreter
  }
}

/// Another file, as a file in some directory refers to it.
package struct FileReference: Hashable, Sendable {
  /// The path from that directory, such as `overlay.nix` or `../overlay.nix`.
  package let relative: String
  /// The absolute path.
  package let absolute: String
  /// The way to the overlay in the file; nil if the file's value is the overlay.
  package var access: OverlayAccess?

  package init(relative: String, absolute: String) {
    self.relative = relative
    self.absolute = absolute
  }
}

extension FileReference {
  /// The overlay in the file, as an element of a list.
  var overlay: String { access?.usage(of: imported) ?? "(\(imported))" }

  /// The overlays in the file, as a list.
  package var overlays: String { access?.isList == true ? overlayValue : "[ \(overlay) ]" }

  /// The overlay in the file, or the list of them, as a value.
  var overlayValue: String { access?.usage(of: imported) ?? imported }

  private var imported: String { "import \(NixLiteral.relativePath(relative))" }
}

/// A revision of nixpkgs with its hash.
package struct PinnedTree: Hashable, Sendable {
  /// Where its archive is.
  package let url: String
  /// The NAR hash of what the archive holds, in Nix' base-32.
  package let sha256: String
  /// The revision of git.
  package let revision: String

  package init(url: String, sha256: String, revision: String) {
    self.url = url
    self.sha256 = sha256
    self.revision = revision
  }
}
