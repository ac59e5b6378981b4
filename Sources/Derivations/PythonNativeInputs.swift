import Basics
import PackageMetadata
package import Planning

/// What a Python package that is built from its source needs of nixpkgs besides Python packages.
package struct PythonNativeInputs: Hashable, Sendable {
  /// Attribute paths of what is called while building, for `nativeBuildInputs`; sorted.
  package var tools: [String] = []
  /// Attribute paths of libraries, for `buildInputs`; sorted.
  package var libraries: [String] = []
  /// Those that are needed on macOS alone, likewise.
  package var darwinLibraries: [String] = []
  /// The first name of each attribute that is needed but isn't in the snapshot; sorted.
  package var missing: [String] = []
  /// What no rule knows.
  package var unknown: [UnmappedNeed] = []
  /// What the build downloads, by name where it has one; sorted.
  package var downloads: [String] = []
  /// What CMake and Meson are told, so that they take libraries that they would else download: definitions,
  /// sorted.
  package var cmakeDefinitions: [String] = []
  package var mesonDefinitions: [String] = []
  /// Whether the project was written for a CMake of before 3.5.
  package var hasOldPolicies = false
  /// Whether CMake's or Meson's own hook would take over a build that the backend runs.
  package var stopsCMake = false
  package var stopsMeson = false
  /// Whether Qt's hooks, which are for programs, would stop the build.
  package var stopsQt = false

  /// Nothing.
  package init() {}

  /// What a build needs.
  ///
  /// - Parameters:
  ///   - build: The build, of an sdist.
  ///   - rules: The rules to go by.
  ///   - has: Whether an attribute path is in the snapshot.
  package init(
    _ build: BuildDetails, rules: @autoclosure () -> NativeRules = .compiled, has: (String) -> Bool
  ) {
    guard !build.isWheel else {
      if build.fixes.usesHome, has(Self.homeHook) { tools = [Self.homeHook] }
      libraries = Self.libraries(ofWheel: build, has)
      return
    }
    var wanted: [NativeRules.Role: Set<[String]>] = [:]
    takeTools(build, into: &wanted)
    // It lets the check of imports have a home; trees of before 2025 have no such hook.
    if build.fixes.usesHome, has(Self.homeHook) {
      wanted[.nativeBuildInput, default: []].insert([Self.homeHook])
    }
    hasOldPolicies = build.hints.contains("old:cmake")
    stopsQt = build.hints.contains { $0.hasPrefix("qt5:") || $0.hasPrefix("qt6:") }
    takeHints(build, rules(), has, into: &wanted)
    libraries = resolve(wanted[.buildInput], has)
    darwinLibraries = (wanted[.darwinInput] ?? []).compactMap { $0.first(where: has) }.sorted()
    // Python's own has all of it.
    if libraries.contains(Self.pythonBoost) { libraries.removeAll { $0 == "boost" } }
    // A library whose own program is called, such as 'geos-config', is needed in both places.
    tools = resolve(wanted[.nativeBuildInput], has)
    // What Cargo calls it for is not the package's own build.
    stopsCMake = stopsCMake || tools.contains("cmake")
    missing.sort()
    // Without one of the libraries the build stops where it would else go on with its own copy.
    guard missing.isEmpty, unknown.isEmpty else { return }
    for hint in Set(build.hints).sorted() {
      if hint.hasPrefix("set:cmake:") { cmakeDefinitions.append("-D" + hint.dropFirst(10)) }
      if hint.hasPrefix("set:meson:") { mesonDefinitions.append("-D" + hint.dropFirst(10)) }
    }
    if findsPackages { cmakeDefinitions.append("-DFETCHCONTENT_TRY_FIND_PACKAGE_MODE=ALWAYS") }
  }

  /// The libraries that a wheel's machine code needs, without those that each wheel with any gets.
  private static func libraries(ofWheel build: BuildDetails, _ has: (String) -> Bool) -> [String] {
    let names = build.hints.filter { $0.hasPrefix("needs:") }.map { String($0.dropFirst(6)) }
    let ways = names.compactMap { RuntimeLibrary($0)?.attributes }.map { paths in
      paths.map { $0.joined(separator: ".") }
    }
    // All are asked about, so that who asks what there is learns of each.
    return Set(ways.compactMap { $0.filter(has).first }).subtracting(["zlib"]).sorted()
  }

  /// Whether CMake has to look for packages before it downloads them.
  private var findsPackages = false

  private static let pythonBoost = "python3Packages.boost"
  private static let homeHook = "writableTmpDirAsHomeHook"

  /// What the backend, and what builds with it, calls.
  private mutating func takeTools(
    _ build: BuildDetails, into wanted: inout [NativeRules.Role: Set<[String]>]
  ) {
    let asked = Set(build.buildSystem.map(\.id.name))
    let programs = build.fixes.programs
    func want(_ attributes: String...) {
      wanted[.nativeBuildInput, default: []].insert(attributes)
    }
    let usesCMake = build.hints.contains("builds:cmake")
    if usesCMake || programs.contains("cmake") || asked.contains("cmake") {
      if !asked.contains("cmake") { want("cmake") }
      stopsCMake = true
    }
    let scikit = ["scikit-build-core", "scikit-build", "py-build-cmake"]
    if programs.contains("ninja") || usesCMake && scikit.contains(where: asked.contains) {
      if !asked.contains("ninja") { want("ninja") }
    }
    // meson-python brings Meson and Ninja along.
    if build.hints.contains("builds:meson") || programs.contains("meson"),
      !asked.contains("meson-python")
    {
      if !asked.contains("meson") {
        want("meson")
        stopsMeson = true
      }
      if !asked.contains("ninja") { want("ninja") }
    }
    if asked.contains("pkgconfig") {
      wanted[.nativeBuildInput, default: []].insert(["pkg-config", "pkgconfig"])
    }
    if programs.contains("swig"), !asked.contains("swig") { want("swig") }
    guard build.cargo != nil else { return }
    want("rustPlatform.cargoSetupHook")
    if programs.contains("maturin") {
      want("rustPlatform.maturinBuildHook")
    } else {
      want("cargo")
      want("rustc")
    }
  }

  private mutating func takeHints(
    _ build: BuildDetails, _ rules: NativeRules, _ has: (String) -> Bool,
    into wanted: inout [NativeRules.Role: Set<[String]>]
  ) {
    let asked = Set(build.buildSystem.map(\.id.name))
    var downloads: Set<String> = []
    for hint in Set(build.hints).sorted() {
      guard let colon = hint.firstIndex(of: ":") else { continue }
      let kind = hint[..<colon]
      if kind == "download" {
        let ways = hint[hint.index(after: colon)...].split(separator: "|")
        let name = ways.first.map(String.init) ?? ""
        if asked.contains(ASCII.lowercased(name))
          || ways.count > 1 && takePackage(Hint(ways[1]), rules, has, into: &wanted)
        {
          findsPackages = findsPackages || ways.count > 1
        } else {
          downloads.insert(name)
        }
        continue
      }
      if kind == "set" { continue }
      // What the build goes on without is left to whoever wants it.
      guard !kind.hasSuffix("?") else { continue }
      let isTried = kind == "try"
      let ways = (isTried ? hint[hint.index(after: colon)...] : hint[...]).split(separator: "|")
        .map { Hint($0) }
      // A package of the build has it.
      if ways.contains(where: { $0.kind == "tool" && asked.contains($0.name) }) { continue }
      guard !take(ways, rules, has, isTried: isTried, into: &wanted), !isTried,
        let first = ways.first
      else {
        continue
      }
      switch first.kind {
      case "lib": unknown.append(.library(first.name))
      case "pkg-config": unknown.append(.module(first.name))
      case "cmake": unknown.append(.cmakePackage(first.name))
      default: break
      }
    }
    self.downloads = downloads.sorted()
  }

  /// One way to find what a build needs.
  private struct Hint {
    let text: String
    let kind: String
    let name: String

    init(_ text: Substring) {
      self.text = String(text)
      let colon = text.firstIndex(of: ":") ?? text.endIndex
      kind = String(text[..<colon])
      name = String(text[colon...].dropFirst())
    }
  }

  /// Takes the library of a package that CMake finds; says whether there is one.
  private func takePackage(
    _ way: Hint, _ rules: NativeRules, _ has: (String) -> Bool,
    into wanted: inout [NativeRules.Role: Set<[String]>]
  ) -> Bool {
    let matching = rules.rules(forHint: way.text)
    guard matching.allSatisfy({ $0.role == .buildInput && $0.attributes.contains(where: has) })
    else { return false }
    return take([way], rules, has, isTried: true, into: &wanted)
  }

  /// Takes what the first way gives that anything is known of; says whether there is one.
  private func take(
    _ ways: [Hint], _ rules: NativeRules, _ has: (String) -> Bool, isTried: Bool,
    into wanted: inout [NativeRules.Role: Set<[String]>]
  ) -> Bool {
    for way in ways {
      let matching = rules.rules(forHint: way.text)
      guard !matching.isEmpty else { continue }
      for rule in matching { wanted[rule.role, default: []].insert(rule.attributes) }
      if way.kind == "pkg-config", matching.contains(where: { $0.role == .buildInput }) {
        wanted[.nativeBuildInput, default: []].insert(["pkg-config", "pkgconfig"])
      }
      return true
    }
    // Where no rule knows it, an attribute of the same name has it, if there is one.
    for way in ways {
      guard let found = Self.attributes(of: way, isTried: isTried).first(where: has) else {
        continue
      }
      wanted[.buildInput, default: []].insert([found])
      if way.kind == "pkg-config" {
        wanted[.nativeBuildInput, default: []].insert(["pkg-config", "pkgconfig"])
      }
      return true
    }
    return false
  }

  /// The attributes that may have what a way names.
  private static func attributes(of way: Hint, isTried: Bool) -> [String] {
    switch way.kind {
    case "pkg-config", "cmake":
      let attribute = ASCII.lowercased(way.name)
      return (isAttribute(attribute) ? [attribute, "lib" + attribute] : [])
        + LibraryNames.candidates(for: way.name)
    // Names of libraries are short, and many a script tries ones that nobody has any more.
    case "lib": return isTried ? [] : LibraryNames.candidates(for: way.name)
    case "include": return LibraryNames.candidates(forHeader: way.name)
    default: return []
    }
  }

  /// Whether a text is one plain name of an attribute.
  private static func isAttribute(_ text: String) -> Bool {
    text.utf8.first.map(ASCII.isLetter) == true
      && text.utf8.allSatisfy { ASCII.isAlphanumeric($0) || $0 == 0x2d || $0 == 0x5f }
  }

  /// The first name of each attribute that the snapshot has, sorted; one with none is missing.
  private mutating func resolve(_ wanted: Set<[String]>?, _ has: (String) -> Bool) -> [String] {
    var found: Set<String> = []
    for names in (wanted ?? []).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      if let name = names.first(where: has) {
        found.insert(name)
      } else if let name = names.first, !missing.contains(name) {
        missing.append(name)
      }
    }
    return found.sorted()
  }
}
