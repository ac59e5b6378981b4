import Derivations
import NixSyntax

/// What a new file that makes an environment says.
package struct EnvironmentText: Hashable, Sendable {
  /// Where the nixpkgs is from.
  package enum Tree: Hashable, Sendable {
    /// An expression that `import` takes, such as `<nixpkgs>`.
    case expression(String)
    case pinned(PinnedTree)
  }

  /// What the environment is called.
  package var name: String
  package var tree: Tree
  /// The interpreter's attribute.
  package var interpreter: String
  /// Attributes of the interpreter's package set.
  package var python: [String] = []
  /// Attributes of `rPackages`.
  package var r: [String] = []
  /// Paths of packages at nixpkgs' top level.
  package var tools: [String] = []
  /// The project that a shell is for.
  package var project: ProjectText?
  package var overlay: FileReference?

  package init(name: String, tree: Tree, interpreter: String) {
    self.name = name
    self.tree = tree
    self.interpreter = interpreter
  }

  /// A name that the Nix store takes, from any text.
  package static func storeName(_ text: String) -> String {
    var name = NixStoreName.plain(text).drop { $0 == "." || $0 == "-" }
    while name.last == "-" { name.removeLast() }
    return name.isEmpty ? "environment" : String(name.prefix(100))
  }

  /// A name that a registry of images takes, from one that the Nix store takes.
  private static func imageName(_ name: String) -> String {
    String(name.lowercased().map { "+=?".contains($0) ? "-" : $0 })
  }

  // MARK: shell.nix

  /// The text of a new shell.nix.
  package var shell: String {
    text(
      ["# A shell that nixgraft wrote; edit freely. 'nix-shell' enters it."]
        + ["let"] + indented(packages) + ["in"] + mkShell)
  }

  private var mkShell: [String] {
    ["pkgs.mkShell {", "  name = \(NixLiteral.string(name));", "", "  buildInputs = ["]
      + indented(inputs, 2) + ["  ];", ""]
      + ["  # Runs when you enter the shell.", "  shellHook = ''"]
      + indented(project?.hook ?? [], 2) + ["  '';", "}"]
  }

  /// The binding of `pkgs`, with a comment.
  private var packages: [String] {
    let comment =
      overlay.map {
        NixLiteral.comment("nixpkgs, plus the packages of '\($0.relative)'.")
      } ?? "# The packages come from this nixpkgs."
    switch tree {
    case .expression(let expression):
      return [comment, "pkgs = import \(expression) \(settings);"]
    case .pinned(let tree):
      return [
        "# A fixed revision of nixpkgs, so that the packages are the same everywhere.",
        "nixpkgs = fetchTarball {", "  url = \(NixLiteral.string(tree.url));",
        "  sha256 = \(NixLiteral.string(tree.sha256));", "};", "", comment,
        "pkgs = import nixpkgs \(settings);",
      ]
    }
  }

  private var settings: String {
    overlay.map { "{ overlays = \($0.overlays); }" } ?? "{ }"
  }

  /// The inputs of the shell, with comments.
  private var inputs: [String] {
    var lines: [String] = []
    if !python.isEmpty || project?.needsPython == true {
      lines = ["# Python and its packages."]
      lines += withPackages(open: "(", close: ")", project?.editable ?? [])
    }
    if !r.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines += ["# R and its packages.", "pkgs.R"]
      lines += r.sorted().map { "pkgs.rPackages.\(NixLiteral.attributeName($0))" }
    }
    if !tools.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines += ["# Programs and libraries."] + toolReferences
    }
    return lines
  }

  private var toolReferences: [String] {
    tools.sorted().map { path in
      let names = path.split(separator: ".").map { NixLiteral.attributeName(String($0)) }
      return "pkgs.\(names.joined(separator: "."))"
    }
  }

  private func withPackages(
    open: String, close: String, _ more: [String] = []
  ) -> [String] {
    ["\(open)pkgs.\(interpreter).withPackages (ps: ["]
      + python.sorted().map { "  ps.\(NixLiteral.attributeName($0))" } + indented(more)
      + ["])\(close)"]
  }

  private func indented(_ lines: [String], _ levels: Int = 1) -> [String] {
    let indentation = String(repeating: "  ", count: levels)
    return lines.map { $0.isEmpty ? $0 : indentation + $0 }
  }

  private func text(_ lines: [String]) -> String {
    lines.map { $0 + "\n" }.joined()
  }

  // MARK: flake.nix

  /// The text of a new flake.nix.
  ///
  /// - Parameters:
  ///   - input: The address of nixpkgs.
  ///   - entry: The file of the tree to import, where that is not its default.nix.
  /// - Returns: The text.
  package func flake(input: String, entry: String?) -> String {
    let imported =
      entry.map { "(nixpkgs + \(NixLiteral.string("/" + $0)))" } ?? "nixpkgs"
    var settings = ["inherit system;"]
    if let overlay { settings.append("overlays = \(overlay.overlays);") }
    let system = ["pkgs = import \(imported) {"] + indented(settings) + ["};"]
    var outputs: [String] = []
    if let overlay, overlay.access?.isList != true {
      outputs += ["# For other flakes: adds the packages to their nixpkgs."]
      outputs += ["overlays.default = \(overlay.overlayValue);", ""]
    }
    outputs += ["devShells = nixpkgs.lib.genAttrs systems (", "  system:", "  let"]
    outputs += indented(system, 2) + ["  in", "  {"]
    var shell = mkShell
    shell[0] = "default = " + shell[0]
    shell[shell.count - 1] += ";"
    outputs += indented(shell, 2) + ["  }", ");"]
    return text(
      [
        "# A development shell that nixgraft wrote; edit freely. 'nix develop' enters it.", "{",
        "  description = \(NixLiteral.string(name));", "",
        "  inputs.nixpkgs.url = \(NixLiteral.string(input));", "",
        "  outputs =", "    { self, nixpkgs }:", "    let", "      systems = [",
        "        \"x86_64-linux\"", "        \"aarch64-linux\"", "      ];", "    in", "    {",
      ] + indented(outputs, 3) + ["    };", "}"])
  }

  // MARK: image.nix

  /// How an image is made.
  package struct Image: Hashable, Sendable {
    package var tag = "latest"
    /// The name of the file, for the comment that says how to build it.
    package var fileName = "image.nix"
    /// Whether what Nix builds is a program that writes the image, so that none is in the store.
    package var isStreamed = false
    /// Whether the tree's dockerTools know `fakeRootCommands`.
    package var isModern = true
    /// The function that makes it.
    ///
    /// Layered images of an old tree have what is in the store only, which nobody may write; a plain
    /// image above one can have more.
    fileprivate var maker: String {
      if isStreamed { return "streamLayeredImage" }
      return isModern ? "buildLayeredImage" : "buildImage"
    }

    /// What a container runs by default; empty for an interpreter.
    package var command: [String] = []

    package init() {}
  }

  /// The text of a new image.nix.
  package func image(_ image: Image) -> String {
    var bindings = packages
    var contents: [String] = []
    if !python.isEmpty {
      bindings += ["", "# Python and its packages."]
      var lines = withPackages(open: "", close: ";")
      lines[0] = "python = " + lines[0]
      bindings += lines
      contents.append("python")
    }
    if !r.isEmpty {
      bindings += ["", "# R and its packages."]
      bindings += ["r = pkgs.rWrapper.override {", "  packages = ["]
      bindings += r.sorted().map { "    pkgs.rPackages.\(NixLiteral.attributeName($0))" }
      bindings += ["  ];", "};"]
      contents.append("r")
    }
    contents += toolReferences
    bindings += ["", "# The user that programs run as, by number and by name."]
    bindings += [
      "user = pkgs.writeTextDir \"etc/passwd\" ''", "  root:x:0:0:root:/root:/bin/bash",
      "  user:x:1000:1000:user:/home/user:/bin/bash", "  nobody:x:65534:65534:nobody:/:/bin/false",
      "'';", "group = pkgs.writeTextDir \"etc/group\" ''", "  root:x:0:", "  user:x:1000:",
      "  nobody:x:65534:", "'';",
    ]
    contents += ["pkgs.bashInteractive", "pkgs.coreutils", "user", "group"]
    return text(
      imageHeading(image) + ["let"] + indented(bindings) + ["in"]
        + ["pkgs.dockerTools.\(image.maker) {"]
        + indented(imageBindings(image, contents: contents)) + ["}"])
  }

  private func imageHeading(_ image: Image) -> [String] {
    let load =
      image.isStreamed
      ? "$(nix-build \(image.fileName)) | docker load"
      : "docker load < $(nix-build \(image.fileName))"
    return [
      "# A container image that nixgraft wrote; edit freely. To build and load it:", "#   \(load)",
    ]
  }

  private func imageBindings(_ image: Image, contents: [String]) -> [String] {
    var command = image.command
    if command.isEmpty { command = !r.isEmpty ? ["R", "--no-save"] : ["python3"] }
    if !r.isEmpty, !python.isEmpty, image.command.isEmpty { command = ["bash"] }
    var lines = [
      "name = \(NixLiteral.string(Self.imageName(name)));",
      "tag = \(NixLiteral.string(image.tag));",
      "",
    ]
    let list = ["contents = ["] + indented(contents) + ["];"]
    if image.isModern || image.isStreamed {
      lines += list + [""]
    } else {
      lines += ["# The packages, in layers of their own."]
      lines += ["fromImage = pkgs.dockerTools.buildLayeredImage {"]
      lines += indented(
        ["name = \(NixLiteral.string(Self.imageName(name) + "-packages"));"] + list)
      lines += ["};", ""]
    }
    let folders = ["mkdir -p tmp work home/user", "chmod 1777 tmp"]
    if image.isModern {
      lines += ["# Where programs may write.", "fakeRootCommands = ''"]
      lines += indented(folders + ["chown 1000:1000 work home/user"]) + ["'';"]
    } else {
      lines += [
        image.isStreamed
          ? "# Where programs may write; mount something there, since this nixpkgs closes them."
          : "# Where programs may write, in a layer above.", "extraCommands = ''",
      ]
      lines += indented(folders + ["chmod 777 work home/user"]) + ["'';"]
    }
    lines += ["", "config = {"]
    lines += indented([
      "# 'docker run IMAGE COMMAND' runs any command of the environment, Cmd if none is given.",
      "Entrypoint = [ \"/bin/env\" ];",
      "Cmd = [ \(command.map(NixLiteral.string).joined(separator: " ")) ];",
      "User = \"1000:1000\";", "WorkingDir = \"/work\";", "Env = [", "  \"PATH=/bin\"",
      "  \"HOME=/home/user\"", "  \"LANG=C.UTF-8\"", "  \"TMPDIR=/tmp\"", "];",
    ])
    return lines + ["};"]
  }
}
