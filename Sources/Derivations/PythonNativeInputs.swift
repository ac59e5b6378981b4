import Basics
import PackageMetadata
package import Planning

/// What a Python package that is built from its source needs of nixpkgs besides Python packages.
package struct PythonNativeInputs: Hashable, Sendable {
  /// Attribute paths of what is called while building, for `nativeBuildInputs`; sorted.
  package var tools: [String] = []
  /// Attribute paths of libraries, for `buildInputs`; sorted.
  package var libraries: [String] = []
  /// The first name of each attribute that is needed but isn't in the snapshot; sorted.
  package var missing: [String] = []
  /// What no rule knows.
  package var unknown: [UnmappedNeed] = []
  /// What the build downloads, by name where it has one; sorted.
  package var downloads: [String] = []
  /// Whether CMake's or Meson's own hook would take over a build that the backend runs.
  package var stopsCMake = false
  package var stopsMeson = false

  /// Nothing.
  package init() {}

  /// What a build needs.
  ///
  /// - Parameters:
  ///   - build: The build, of an sdist.
  ///   - rules: The rules to go by.
  ///   - has: Whether an attribute path is in the snapshot.
  package init(
    _ build: BuildDetails, rules: NativeRules = .compiled, has: (String) -> Bool
  ) {
    guard !build.isWheel else { return }
    var wanted: [NativeRules.Role: Set<[String]>] = [:]
    takeTools(build, into: &wanted)
    // It lets the check of imports have a home; trees of before 2025 have no such hook.
    if build.fixes.usesHome, has(Self.homeHook) {
      wanted[.nativeBuildInput, default: []].insert([Self.homeHook])
    }
    takeHints(build.hints, rules, has, into: &wanted)
    libraries = resolve(wanted[.buildInput], has)
    tools = resolve(wanted[.nativeBuildInput], has).filter { !libraries.contains($0) }
    missing.sort()
  }

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
    _ hints: [String], _ rules: NativeRules, _ has: (String) -> Bool,
    into wanted: inout [NativeRules.Role: Set<[String]>]
  ) {
    var downloads: Set<String> = []
    for hint in Set(hints).sorted() {
      guard let colon = hint.firstIndex(of: ":") else { continue }
      let kind = hint[..<colon]
      let name = String(hint[hint.index(after: colon)...])
      if kind == "download" {
        downloads.insert(name)
        continue
      }
      // What the build goes on without is left to whoever wants it.
      guard !kind.hasSuffix("?") else { continue }
      let matching = rules.rules(forHint: hint)
      for rule in matching { wanted[rule.role, default: []].insert(rule.attributes) }
      if matching.contains(where: { $0.role == .buildInput }), kind == "pkg-config" {
        wanted[.nativeBuildInput, default: []].insert(["pkg-config", "pkgconfig"])
      }
      guard matching.isEmpty else { continue }
      // Where no rule knows it, an attribute of the same name has it, if there is one.
      let attribute = ASCII.lowercased(name)
      if ["pkg-config", "cmake", "lib"].contains(kind), Self.isAttribute(attribute),
        let found = [attribute, "lib" + attribute].first(where: has)
      {
        wanted[.buildInput, default: []].insert([found])
        if kind == "pkg-config" {
          wanted[.nativeBuildInput, default: []].insert(["pkg-config", "pkgconfig"])
        }
        continue
      }
      switch kind {
      case "lib": unknown.append(.library(name))
      case "pkg-config": unknown.append(.module(name))
      case "cmake": unknown.append(.cmakePackage(name))
      default: break
      }
    }
    self.downloads = downloads.sorted()
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
