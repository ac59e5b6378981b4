import Archives
import Basics
import Git
import NixSyntax
import PackageMetadata
import PythonSource
import Requests
import TOML

@testable import CRAN
@testable import NativeBuild
@testable import PyPI

/// The readers of what strangers write, each as a call that takes any bytes.
///
/// None may crash, or take more than a moment, whatever the bytes are; what they make of them other
/// tests look at. `Fixtures/Fuzz` has a directory of files for each, under its name here.
enum FuzzReader: String, CaseIterable, Sendable {
  case nix, jsonPage, htmlPage, listing, metadata, requirement, wheelFiles
  case toml, setupConfiguration, requirementLists, python
  case packages, description, renvLock
  case requirementsFile, project, pipfile, environment, lockFile, script, scan
  case cmake, meson, buildFiles, cargo, rCode, pathFile
  case zipDirectory, archive, gitReferences

  func read(_ bytes: [UInt8]) {
    switch self {
    case .nix: _ = SyntaxTree.parse(bytes).diagnostics
    case .jsonPage: Self.page(bytes, "application/vnd.pypi.simple.v1+json")
    case .htmlPage: Self.page(bytes, "text/html")
    case .listing: _ = try? ArchiveListing(parsing: bytes, package: "here")
    case .metadata:
      _ = try? CoreMetadata(parsing: bytes, provenance: "").releaseMetadata(provenance: "")
    case .requirement:
      let text = String(decoding: bytes, as: UTF8.self)
      _ = (try? Requirement(parsing: text)).map(\.description)
      _ = (try? Marker(parsing: text)).map(\.description)
    case .wheelFiles:
      let lines = bytes.split(separator: 0x0a).map { String(decoding: $0, as: UTF8.self) }
      _ = ImportNames.names(inWheel: lines)
      _ = ImportNames.names(inSource: lines, topLevel: [])
    case .toml:
      _ = try? TOMLTable.parse(bytes)
      _ = try? PyProjectFile(bytes)
    case .setupConfiguration: _ = SetupConfiguration(bytes).runRequirements
    case .requirementLists:
      let list = RequiresFile.parse(bytes)
      _ = try? SectionedRequirement.requirements(list, provenance: "")
    case .python:
      _ = SetupScript(bytes, files: ["requirements.txt": bytes], minor: 13)
      let graph = SourceTree(["a/__init__.py", "a/b.py"]).graph(roots: ["a"]) { _ in bytes }
      _ = ImportWalk.findings(graph, minor: 13) { _ in .missing }
    case .packages: _ = try? RepositoryIndex(parsing: bytes).names
    case .description:
      _ = try? Description(parsing: bytes).metadata(provenance: "")
      Self.request(bytes, [.description])
    case .renvLock: Self.request(bytes, [.renvLock])
    case .requirementsFile: Self.request(bytes, [.requirements])
    case .project: Self.request(bytes, [.pyproject])
    case .pipfile: Self.request(bytes, [.pipfile, .pipfileLock])
    case .environment: Self.request(bytes, [.conda])
    case .lockFile: Self.request(bytes, [.uvLock, .poetryLock, .pdmLock, .pylock])
    case .script: Self.request(bytes, [.pythonScript, .notebook, .rScript])
    case .scan:
      for name in ["a.py", "a.ipynb", "a.R", "a.Rmd"] {
        var scan = SourceScan([SourceScan.File(path: name, bytes: bytes)])
        scan.run()
      }
    case .cmake: Self.build(bytes, ["CMakeLists.txt", "cmake/FindX.cmake"], usesCMake: true)
    case .meson: Self.build(bytes, ["meson.build", "meson.options"], usesMeson: true)
    case .buildFiles:
      Self.build(bytes, ["configure.ac", "Makefile", "sys/build.rs", "a.c", "a.pyx"])
      _ = NativeMentions(bytes).hints
      for kind in [BuildScript.Kind.configure, .makevars, .other] {
        _ = BuildScript(bytes, kind: kind).hints
      }
    case .cargo:
      // The manifest, and the lock below a line of dashes.
      let end = ByteSearch.range(of: "\n---\n", in: bytes[...])
      var files = CargoFiles()
      for (name, text) in [
        ("Cargo.toml", bytes[..<(end?.lowerBound ?? bytes.count)]),
        ("Cargo.lock", bytes[(end?.upperBound ?? 0)...]),
      ] {
        if files.meet([Substring(name)]) { files.take([Substring(name)], Array(text)) }
      }
      _ = try? files.build(manifest: nil)
      _ = files.systemModules
    case .rCode: _ = RCode.marks(of: [bytes, bytes])
    case .pathFile:
      var paths = PathFiles()
      paths.add(bytes, among: ["a/b.py", "src/c.py"])
      _ = paths.rooted("a/b.py")
    case .zipDirectory:
      _ = try? ZipDirectory.read(tail: bytes, totalSize: bytes.count, name: "a.whl")
    case .archive:
      var reader = ArchiveReader(bytes: bytes, name: "a.tar.gz")
      while let entry = (try? reader.next()) ?? nil {
        guard entry.isFile, (try? reader.contents(limit: 1 << 20)) != nil else { break }
      }
    case .gitReferences: _ = ReferenceAdvertisement(bytes)?.resolve("main")
    }
  }

  /// Reads the bytes as each of some files of a source archive.
  private static func build(
    _ bytes: [UInt8], _ paths: [String], usesCMake: Bool = false, usesMeson: Bool = false
  ) {
    var scan = NativeScan()
    for path in paths where scan.meet(path, readsCode: true) { scan.take(path, bytes) }
    _ = scan.hints(
      cmake: usesCMake ? NativeScan.Use() : nil, meson: usesMeson ? NativeScan.Use() : nil)
    _ = scan.makeHints.union(scan.autoconfHints)
  }

  /// Reads a request file that may include itself.
  private static func request(_ bytes: [UInt8], _ kinds: [RequestFileKind]) {
    for kind in kinds {
      _ = try? RequestReader { $0 == "file" ? .bytes(bytes) : .missing }.read("file", as: kind)
    }
  }

  private static func page(_ bytes: [UInt8], _ type: String) {
    guard
      let reader = try? IndexPageReader(
        project: "a", pageURL: "https://h.example/simple/a/", contentType: type)
    else { return }
    // In pieces, since a piece may end anywhere.
    for start in stride(from: 0, to: bytes.count, by: 37) {
      let piece = bytes[start..<min(bytes.count, start + 37)]
      guard (try? piece.withUnsafeBytes { try reader.receive($0) }) != nil else { return }
    }
    if let form = try? reader.finish(), let table = ProjectTable(form) {
      for index in table.versions.indices { _ = table.artifacts(at: index) }
    }
  }
}
