import Basics
import NixSyntax
import OverlayEditing
import PackageMetadata
import Planning

/// What to type after an import.
package enum NextStep {
  private static let shellPath = "shell.nix"

  /// `nix-shell` where a shell.nix has what was asked for, else the command that adds it; what to
  /// do with the overlay where its file isn't simply one.
  package static func command(
    after report: Import.Report, specs: [PackageSpec]
  ) -> Phrase {
    let asBefore: Phrase = "use '\(report.overlayPath)' as before: it now has the packages"
    if let change = report.change {
      guard let access = change.after.access else { return asBefore }
      let place = FilePlace(shellPath).reference(to: FilePlace(report.overlayPath)).relative
      if let usage = access.usage(of: "import \(NixLiteral.relativePath(place))"), access.isList {
        return "give nixpkgs the overlays in this file: overlays = \(usage);"
      } else if access.usage(of: "") == nil {
        return asBefore
      }
    }
    let shell: Phrase = "\(command: Invocation(.shell, specs.map(\.text)))"
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
