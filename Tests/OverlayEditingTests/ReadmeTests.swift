import Foundation
import OverlayEditing
import Testing

/// What README.md shows is what is written.
@Suite struct ReadmeTests {
  @Test("the shell of the README is one that nixgraft writes")
  func shell() throws {
    let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../README.md")
    var text = EnvironmentText(
      name: "project", tree: .expression("<nixpkgs>"), interpreter: "python3")
    text.python = ["pandas", "statsforecast"]
    text.r = ["ggplot2"]
    text.overlay = FileReference(relative: "overlay.nix", absolute: "/project/overlay.nix")
    let shown = try String(contentsOf: readme, encoding: .utf8)
    #expect(shown.contains("```nix\n\(text.shell)```\n"), "\(text.shell)")
  }
}
