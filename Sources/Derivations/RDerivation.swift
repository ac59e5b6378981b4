package import ContentHash
package import PackageMetadata
package import Planning

/// A `buildRPackage` derivation made from a planned package, in the dialect of its nixpkgs.
package struct RDerivation: Sendable {
  let package: PlannedPackage
  let metadata: ReleaseMetadata
  let dialect: Dialect
  let urls: [String]
  let hash: ContentHash
  let native: NativeInputs
  /// What is to be added to nixpkgs' own derivation of another version; nil where it is written anew.
  var additions: Additions?

  /// What nixpkgs' own derivation lacks, of what a package needs.
  package struct Additions: Hashable, Sendable {
    package let libraries: [String]
    package let tools: [String]

    package init(libraries: [String] = [], tools: [String] = []) {
      self.libraries = libraries
      self.tools = tools
    }
  }

  /// The derivation of a tarball with its metadata and SHA-256, which `urls` serve today and once it
  /// is superseded, and with what it needs besides R packages.
  package init(
    _ package: PlannedPackage, metadata: ReleaseMetadata, dialect: Dialect, urls: [String],
    hash: ContentHash, native: NativeInputs, additions: Additions? = nil
  ) {
    self.additions = additions
    self.package = package
    self.metadata = metadata
    self.dialect = dialect
    self.urls = urls
    self.hash = hash
    self.native = native
  }

  /// What the overlay holds.
  package var derivation: Derivation {
    let anew = NixExpression.apply(.r("buildRPackage"), .set(bindings, isRecursive: false))
    return Derivation(
      id: package.id, attribute: package.attribute,
      comment: DerivationComment.lines(for: package),
      expression: additions.map(replacement) ?? anew, fresh: additions == nil ? nil : anew)
  }

  /// nixpkgs' derivation with another version: its native inputs, patches and phases stay, and only R
  /// packages are exchanged.
  ///
  ///     prev.rPackages.seewave.overrideAttrs (old: rec { name = "r-seewave-${version}"; … })
  private func replacement(_ additions: Additions) -> NixExpression {
    func old(_ name: String) -> NixExpression { .select(.name("old"), [name]) }
    var result: [NixBinding] = [
      .value(
        "name",
        .interpolation([.text("r-\(package.id.name)-"), .expression(.name("version"))])),
      .value("version", .string(package.version)),
      .value("src", source, startsGroup: true),
    ]
    // What nixpkgs does to the source stays, and is done first.
    let patches = [boundsPatch, scriptsPatch].compactMap(\.self)
    func extended(_ name: String, by command: String) -> NixExpression {
      .infix(
        .optional(.name("old"), [name], fallback: .string("")), "+", .string("\n\(command)"))
    }
    if !patches.isEmpty {
      result.append(
        .value(
          "postPatch", extended("postPatch", by: patches.joined(separator: "; ")),
          startsGroup: true))
    }
    if native.needsHome {
      result.append(
        .value(
          "preInstall", extended("preInstall", by: "export HOME=$(mktemp -d)"),
          startsGroup: patches.isEmpty))
    }
    let needs = needs
    result.append(.value("propagatedBuildInputs", .list(needs), startsGroup: true))
    // The R packages that nixpkgs' own needs are in both lists.
    let kept = NixExpression.apply(
      .apply(.packages("lib", "subtractLists"), old("propagatedBuildInputs")),
      old("nativeBuildInputs"))
    let first = needs + additions.tools.map(Self.attribute)
    result.append(
      .value(
        "nativeBuildInputs", first.isEmpty ? kept : .infix(.list(first), "++", kept),
        startsGroup: true))
    if !additions.libraries.isEmpty {
      result.append(
        .value(
          "buildInputs",
          .infix(.list(additions.libraries.map(Self.attribute)), "++", old("buildInputs")),
          startsGroup: true))
    }
    return .apply(
      .select(.scope(.rPackagesBefore), [package.attribute, "overrideAttrs"]),
      .lambda("old", .set(result, isRecursive: true)))
  }

  /// The R packages that it needs.
  private var needs: [NixExpression] {
    Set(package.needs.dependencies.map(\.attribute)).sorted().map { NixExpression.r($0) }
  }

  private var bindings: [NixBinding] {
    var result: [NixBinding] = []
    if dialect.rNeedsName ?? (dialect.era == .legacy) {
      result.append(.value("name", .string("\(package.id.name)-\(package.version)")))
    } else {
      result.append(.value("pname", .string(package.id.name)))
      result.append(.value("version", .string(package.version)))
    }
    result.append(.value("src", source, startsGroup: true))
    let patches = [boundsPatch, scriptsPatch].compactMap(\.self)
    if !patches.isEmpty {
      result.append(
        .value("postPatch", .string(patches.joined(separator: "; ")), startsGroup: true))
    }
    if native.needsHome {
      // R runs configure and loads the package while it is installed.
      result.append(
        .value("preInstall", .string("export HOME=$(mktemp -d)"), startsGroup: patches.isEmpty))
    }
    let needs = needs
    // nixpkgs' builder puts what it is given in the place of its own list, R among it.
    let own = native.libraries.isEmpty ? [] : ["R", "gettext"]
    let libraries = (own + native.libraries).map(Self.attribute)
    let tools = native.tools.map(Self.attribute)
    if !needs.isEmpty {
      // As nixpkgs' own generator has it: on the build's path, and in what depends on it.
      result.append(.value("propagatedBuildInputs", .list(needs), startsGroup: true))
    }
    if !needs.isEmpty || !tools.isEmpty {
      result.append(.value("nativeBuildInputs", .list(needs + tools), startsGroup: true))
    }
    if !libraries.isEmpty {
      result.append(.value("buildInputs", .list(libraries), startsGroup: true))
    }
    if native.requiresX {
      result.append(.value("requireX", .boolean(true), startsGroup: true))
    }
    let meta = DerivationMeta(
      metadata: metadata, ecosystem: package.id.ecosystem, dialect: dialect)
    if let binding = meta.binding { result.append(binding) }
    return result
  }

  /// A command that takes relaxed bounds out of DESCRIPTION, by which R would refuse to install it;
  /// nil if none is relaxed.
  private var boundsPatch: String? {
    let names = Set(package.relaxed.map(\.id.name)).sorted().filter { name in
      name.utf8.allSatisfy { byte in
        byte == UInt8(ascii: ".") || byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter
          || (0x30...0x39).contains(byte)
      }
    }
    guard !names.isEmpty else { return nil }
    let words = names.map { $0.split(separator: ".").joined(separator: "[.]") }
    let pattern = "(^|[[:space:],])(\(words.joined(separator: "|")))[[:space:]]*[(][^)]*[)]"
    return "sed -E -z -i 's/\(pattern)/\\1\\2/g' DESCRIPTION"
  }

  /// Commands that let a sandbox run the package's scripts; nil if it can.
  private var scriptsPatch: String? {
    var commands: [String] = []
    if native.hasPlainConfigure { commands.append("chmod +x configure") }
    if !native.scripts.isEmpty {
      commands.append("patchShebangs \(native.scripts.joined(separator: " "))")
    }
    return commands.isEmpty ? nil : commands.joined(separator: "; ")
  }

  private var source: NixExpression {
    .apply(
      .packages("fetchurl"),
      .set(
        [
          .value("urls", .list(urls.map { .string($0) })),
          .value(dialect.hasHashArgument ? "hash" : "sha256", .string(hash.text(.sri))),
        ], isRecursive: false))
  }

  /// A reference to an attribute path of the package set.
  private static func attribute(_ path: String) -> NixExpression {
    .select(.scope(.packages), path.split(separator: ".").map(String.init))
  }
}
