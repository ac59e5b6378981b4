import Archives
import NixSyntax
import PackageMetadata
import Requests
import TOML
import TestSupport

@testable import CRAN
@testable import PyPI

/// The readers of what strangers write, each as a call that takes any bytes.
///
/// None may crash, or take more than a moment, whatever the bytes are; what they make of them other
/// tests look at.
enum FuzzReader: String, CaseIterable, Sendable {
  case nix, jsonPage, htmlPage, metadata, toml, setupConfiguration, requirementLists, packages
  case description, requests, zipDirectory, archive, importNames, requirement, listing

  func read(_ bytes: [UInt8]) {
    switch self {
    case .nix: _ = SyntaxTree.parse(bytes).diagnostics
    case .jsonPage: Self.page(bytes, "application/vnd.pypi.simple.v1+json")
    case .htmlPage: Self.page(bytes, "text/html")
    case .metadata:
      _ = try? CoreMetadata(parsing: bytes, provenance: "").releaseMetadata(provenance: "")
    case .toml:
      _ = try? TOMLTable.parse(bytes)
      _ = try? PyProjectFile(bytes)
    case .setupConfiguration: _ = SetupConfiguration(bytes).runRequirements
    case .requirementLists:
      let list = RequiresFile.parse(bytes)
      _ = try? SectionedRequirement.requirements(list, provenance: "")
    case .packages: _ = try? RepositoryIndex(parsing: bytes).names
    case .description:
      _ = try? Description(parsing: bytes).metadata(provenance: "")
    case .requests:
      for kind in RequestFileKind.allCases {
        _ = try? RequestReader { $0 == "file" ? .bytes(bytes) : .missing }.read("file", as: kind)
      }
    case .zipDirectory:
      _ = try? ZipDirectory.read(tail: bytes, totalSize: bytes.count, name: "a.whl")
    case .archive:
      var reader = ArchiveReader(bytes: bytes, name: "a.tar.gz")
      while let entry = (try? reader.next()) ?? nil {
        guard entry.isFile, (try? reader.contents(limit: 1 << 20)) != nil else { break }
      }
    case .importNames:
      let lines = bytes.split(separator: 0x0a).map { String(decoding: $0, as: UTF8.self) }
      _ = ImportNames.names(inWheel: lines)
      _ = ImportNames.names(inSource: lines, topLevel: [])
    case .requirement:
      let text = String(decoding: bytes, as: UTF8.self)
      _ = (try? Requirement(parsing: text)).map(\.description)
      _ = (try? Marker(parsing: text)).map(\.description)
    case .listing: _ = try? ArchiveListing(parsing: bytes, package: "here")
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
