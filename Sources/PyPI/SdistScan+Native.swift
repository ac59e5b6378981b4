import NativeBuild
import PackageMetadata
import PythonSource
import TOML

extension SdistScan {
  /// Crates that tell what a build of Rust calls or links to, beside those named `*-sys`.
  private static let tellingCrates: Set<String> = [
    "bindgen", "openssl-src", "pkg-config", "prost-build", "tonic-build",
  ]
  /// Crates that call protoc, and those that do without it or bring it.
  private static let protocolCrates: Set<String> = ["prost-build", "tonic-build"]
  private static let ownCompilers: Set<String> = [
    "protobuf-src", "protoc-bin-vendored", "protox",
  ]

  /// Takes what the files say of tools and C libraries that the build needs.
  func takeNative(into record: inout SdistRecord, _ hints: inout Set<String>) {
    let backend = record.project?.backend
    let asked = Set(
      ((record.project?.requires ?? []) + record.configuredBuild).compactMap {
        (try? Requirement(parsing: $0))?.id.name
      })
    let mentioned = NativeMentionsOfScripts(self, backend: backend)
    let buildsWith = { (name: String) in asked.contains(name) || mentioned.requires(name) }
    let usesCMake =
      backend?.hasPrefix("scikit_build_core") == true
      || backend?.hasPrefix("py_build_cmake") == true
      || ["cmake", "scikit-build", "scikit-build-core", "py-build-cmake"].contains(
        where: buildsWith)
      || mentioned.hints.contains("tool:cmake")
    let usesMeson =
      backend == "mesonpy" || buildsWith("meson") || mentioned.hints.contains("tool:meson")
    if usesCMake { hints.formUnion(["cmake", "builds:cmake"]) }
    if usesMeson { hints.formUnion(["meson", "builds:meson"]) }
    hints.formUnion(
      native.hints(usesCMake: usesCMake, usesMeson: usesMeson, headers: mentioned.headers))
    hints.formUnion(mentioned.hints)
    if mentioned.usesCython, hints.contains("cython") { hints.insert("cythonize") }

    let usesMaturin = backend == "maturin" || buildsWith("maturin")
    if usesMaturin {
      // Cargo compiles what crates bring along, and crates say what they link to.
      hints = hints.filter { !$0.hasPrefix("include:") }
    }
    guard usesMaturin || buildsWith("setuptools-rust") || mentioned.usesRust else { return }
    guard !native.cargo.isEmpty else { return }
    let manifest = usesMaturin ? maturinManifest : extensionManifest ?? mentioned.manifest
    do {
      let (build, crates) = try native.cargo.build(manifest: manifest)
      record.cargo = build
      // Some bring along what others call.
      let hasOwnCompiler = crates.contains { Self.ownCompilers.contains($0) }
      for crate in crates where crate.hasSuffix("-sys") || Self.tellingCrates.contains(crate) {
        if hasOwnCompiler, Self.protocolCrates.contains(crate) { continue }
        hints.insert("crate:\(crate)")
      }
    } catch {
      record.obstacles.append(.cargo(error.problem))
    }
  }

  private var tools: TOMLTable? {
    guard let pyProject, let table = try? TOMLTable.parse(pyProject) else { return nil }
    return table.table("tool")
  }

  private var maturinManifest: String? { tools?.table("maturin")?.string("manifest-path") }

  private var extensionManifest: String? {
    let rust = tools?.table("setuptools-rust")
    let tables = (rust?.tables("ext-modules") ?? []) + (rust?.tables("bins") ?? [])
    return tables.lazy.compactMap { $0.string("path") }.first
  }
}

/// What setup.py and the scripts beside it say.
private struct NativeMentionsOfScripts {
  var hints: Set<String> = []
  /// The headers in code that stands in strings.
  var headers: Set<String> = []
  var manifest: String?
  var usesRust = false
  var usesCython = false
  private var requirements: Set<String> = []

  init(_ scan: SdistScan, backend: String?) {
    // Other backends do not run it.
    let runsScript =
      backend == nil || backend?.contains("setuptools") == true || backend?.hasPrefix("_") == true
      || backend?.hasPrefix("poetry") == true
      || scan.setupScript != nil && backend?.contains(".") != true
    let notRun = ["maturin", "mesonpy", "scikit_build_core.build", "hatchling.build"]
    guard runsScript, !notRun.contains(backend ?? "") else { return }
    var texts: [[UInt8]] = []
    if let script = scan.setupScript { texts.append(script) }
    var extra: Set<String> = []
    for path in scan.code.keys where !path.contains("/") && path != "setup.py" {
      if path.contains("build") || path.hasPrefix("setup") || path.hasPrefix("_setup") {
        extra.insert(path)
      }
    }
    for text in texts { extra.formUnion(NativeMentions(text).scripts) }
    texts += extra.sorted().prefix(20).compactMap { scan.code[$0] }
    for text in texts {
      // cffi compiles what its script has in strings.
      headers.formUnion(NativeScan.headers(inScript: text))
      let mentions = NativeMentions(text)
      hints.formUnion(mentions.hints)
      manifest = manifest ?? mentions.manifests.first
      let words = Set(mentions.names)
      if words.contains("RustExtension") || words.contains("setuptools_rust") { usesRust = true }
      if words.contains("Cython") || words.contains("cythonize") { usesCython = true }
      for (word, name) in [("skbuild", "scikit-build"), ("pybind11", "pybind11")]
      where words.contains(word) { requirements.insert(name) }
    }
  }

  func requires(_ name: String) -> Bool { requirements.contains(name) }
}
