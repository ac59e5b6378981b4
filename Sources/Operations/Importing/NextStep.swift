import OverlayEditing
import PackageMetadata
import Planning

/// What to type after an import.
package enum NextStep {
  /// `nix-shell` where a shell.nix has what was asked for, else the command that adds it.
  package static func command(
    after report: Import.Report, specs: [PackageSpec], options: [String],
    shellPath: String = "shell.nix"
  ) -> String {
    let words = ["nixgraft", "shell"] + options + specs.map(\.text)
    let shell = words.map(OperationError.quoted).joined(separator: " ")
    guard let bytes = (try? TextFile.read(shellPath)) ?? nil,
      let file = try? EnvironmentFile(bytes: bytes, path: shellPath)
    else { return shell }
    let asked = report.plan.packages.filter(\.isRequested)
    let overlay = FilePlace(shellPath).reference(to: FilePlace(report.overlayPath))
    let needsOverlay = report.plan.packages.contains { $0.action != .nixpkgs }
    let has = asked.allSatisfy { package in
      (package.id.ecosystem == .pypi ? file.python : file.r).contains(package.attribute)
    }
    return has && (!needsOverlay || file.names(overlay)) ? "nix-shell" : shell
  }
}
