import ContentHash
import OverlayEditing
import Testing

@testable import Operations

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files that `refresh` takes for the paths it is given.
@Suite struct RefreshFilesTests {
  @Test("one file that is given under several names is read and written once")
  func names() async throws {
    let right = try RefreshFolder.bytes("Refresh/overlay.nix")
    let folder = try RefreshFolder(
      RefreshFolder.breaking(right) { place, _ in place.edit(to: .placeholder()) })
    #expect(symlink(folder.file, "\(folder.path)/link.nix") == 0)
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
    var path = folder.path
    for _ in 0..<70 {
      path += "/a"
      #expect(mkdir(path, 0o755) == 0)
    }
    let error = #expect(throws: Failure.self) { try RefreshFiles.expand([folder.path]) }
    #expect(error?.what.hasSuffix("is more than 64 folders deep") == true)
  }
}
