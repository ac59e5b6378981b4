import PackageMetadata
package import PythonSource

/// Why code cannot be imported on the target, whatever else is installed.
package struct CodeObstacle: Hashable, Sendable {
  package let finding: ImportWalk.Finding
}

extension BuildObstacle {
  /// Whether no build can succeed.
  var isCertain: Bool {
    switch self {
    case .conversion, .script, .raises, .downloads, .cargo, .poetryExtra, .namelessProject,
      .neededFile, .missingModule:
      true
    case .missingFile, .unknownKey, .oldVersioneer, .pipParsing, .optimisedBytecode, .missingHook,
      .hookDownloads:
      false
    }
  }
}
