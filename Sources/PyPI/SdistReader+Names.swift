import Archives
import Basics
import PackageMetadata
import PythonSource
import Transfer

/// The names that the modules of a source archive have.
extension SdistReader {
  /// The greatest archive that is read for the sake of names.
  private static let maximumNamesBytes = 2 << 20
  /// The most of its modules that is read.
  private static let maximumTextBytes = 32 << 20

  /// Those of some names that the modules of an archive certainly do not have, as
  /// ``WheelReader/absent(_:from:of:key:)`` says of a wheel's; none of a large archive, and of packages that do
  /// not lie where most have theirs.
  func absent(
    _ names: [ImportWalk.TakenName], from sdist: Artifact, of release: Release
  ) async throws(CatalogError) -> [ImportWalk.TakenName] {
    guard let size = sdist.size, size <= Self.maximumNamesBytes else { return [] }
    do throws(ArtifactFailure) {
      let bytes = try await RemoteFile(client: client, url: sdist.url).whole()
      let texts = try Self.modules(in: bytes, of: sdist)
      return Self.absent(names, from: texts)
    } catch {
      throw CatalogError(error, in: release)
    }
  }

  /// Those of some names that none of the files of an archive has.
  static func absent(
    _ names: [ImportWalk.TakenName], from texts: [String: [UInt8]]
  ) -> [ImportWalk.TakenName] {
    var absent: Set<ImportWalk.TakenName> = []
    var left = Set(names)
    for folder in ["", "src/", "lib/"] {
      let inside = Dictionary(
        uniqueKeysWithValues: texts.lazy.filter { $0.key.hasPrefix(folder) }.map {
          (String($0.key.dropFirst(folder.count)), $0.value)
        })
      // The package itself has to be there.
      let here = left.filter { inside["\($0.module.topLevelModule)/__init__.py"] != nil }
      if here.isEmpty { continue }
      left.subtract(here)
      let modules = ModuleFiles(Array(inside.keys))
      absent.formUnion(
        here.filter { modules.question(about: $0)?.isAbsent($0, inside) == true })
    }
    return names.filter(absent.contains)
  }

  /// The files of an archive below its own directory, with the contents of modules.
  private static func modules(
    in bytes: [UInt8], of sdist: Artifact
  ) throws(ArtifactFailure) -> [String: [UInt8]] {
    var texts: [String: [UInt8]] = [:]
    var left = maximumTextBytes
    var reader = ArchiveReader(bytes: bytes, name: sdist.fileName)
    do throws(ArchiveError) {
      while let entry = try reader.next(), texts.count < 20_000 {
        guard entry.isFile, let slash = entry.pathBytes.firstIndex(of: UInt8(ascii: "/")) else {
          continue
        }
        let path = String(decoding: entry.pathBytes[(slash + 1)...], as: UTF8.self)
        let isRead = path.hasSuffix(".py") && (entry.size ?? 0) <= SourceTree.maximumFileBytes
        left -= isRead ? entry.size ?? 0 : 0
        // Of what was not read nothing is said.
        guard left > 0 else { return [:] }
        texts[path] = isRead ? try reader.contents(limit: SourceTree.maximumFileBytes) : []
      }
    } catch {
      throw .content(error.description)
    }
    return texts
  }
}
