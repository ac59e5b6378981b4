import Derivations
import NixSyntax

extension OverlayDocument {
  /// The locks of Cargo that the overlay and the files with its packages name by relative paths, as the
  /// overlay writes or would write them.
  package var lockPaths: Set<String> {
    var paths = Self.locks(in: tree, of: nil)
    for (file, inner) in packageFiles { paths.formUnion(Self.locks(in: inner, of: file)) }
    return paths
  }

  /// Those that nixgraft wrote: named as it names them, of packages with a comment of its own.
  package var ownLockPaths: Set<String> {
    var paths: Set<String> = []
    for entry in packages where entry.isAccountedFor {
      guard let pname = entry.pname, let version = entry.version else { continue }
      let name = DerivationFile.lockName(pname, version)
      paths.formUnion(entry.locks.filter { $0.split(separator: "/").last.map(String.init) == name })
    }
    return paths
  }

  private static func locks(in tree: SyntaxTree, of file: String?) -> Set<String> {
    let paths = tree.root.descendants.lazy.filter {
      $0.kind == .path && $0.text.hasPrefix(".") && $0.text.hasSuffix(DerivationFile.lockEnding)
    }
    return Set(paths.map { SetFile.key(of: $0.text, in: file) })
  }
}
