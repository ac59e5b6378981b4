import Basics
import ContentHash
import OverlayEditing
import Testing

@testable import Operations

/// The files that `refresh` takes for the paths it is given.
@Suite struct RefreshFilesTests {
  @Test("one file that is given under several names is read and written once")
  func names() async throws {
    let right = try RefreshFolder.bytes("Refresh/overlay.nix")
    let folder = try RefreshFolder(
      RefreshFolder.breaking(right) { place, _ in place.edit(to: .placeholder()) })
    try Files.makeLink(at: "\(folder.path)/link.nix", to: folder.file)
    let report = try await folder.refresh {
      $0.paths = [folder.file, "\(folder.path)/./file.nix", "\(folder.path)/link.nix", folder.path]
    }
    #expect(report.problems.isEmpty)
    #expect(report.written == [folder.file])
    #expect(report.fileCount == 1)
    #expect(try folder.bytes() == right)
  }

  @Test("folders that are too deep are told as such")
  func depth() throws {
    let folder = try RefreshFolder("{ }")
    try Files.makeDirectories(folder.path + String(repeating: "/a", count: 70))
    let error = #expect(throws: Failure.self) { try RefreshFiles.expand([folder.path]) }
    #expect(error?.what.hasSuffix("is more than 64 directories deep") == true)
  }
}
