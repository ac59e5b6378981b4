import Archives
import Basics
import PackageMetadata
import PythonSource
import Transfer

extension WheelReader {
  /// Those of some names that the modules of a wheel certainly do not have: the word stands nowhere in the
  /// module's file, which takes no names that it does not spell out.
  ///
  /// - Returns: The names, in their order; none of a wheel that is too large to be read.
  func absent(
    _ names: [ImportWalk.TakenName], from wheel: Artifact, of release: Release
  ) async throws(CatalogError) -> [ImportWalk.TakenName] {
    let key = wheel.contentKey + names.map { " \($0.module):\($0.name)" }.joined()
    let known = client.derived.load(bucket: "pypi-absent", version: 1, key: key).flatMap {
      bytes -> [String]? in
      var reader = BinaryReader(bytes)
      return try? reader.texts()
    }
    if let known {
      let known = Set(known)
      return names.filter { known.contains("\($0.module):\($0.name)") }
    }
    do throws(ArtifactFailure) {
      let absent = try await readAbsent(names, from: wheel)
      var writer = BinaryWriter()
      writer.append(absent.map { "\($0.module):\($0.name)" })
      client.derived.store(bucket: "pypi-absent", version: 1, key: key, bytes: writer.bytes)
      return absent
    } catch {
      throw CatalogError(error, in: release)
    }
  }

  private func readAbsent(
    _ names: [ImportWalk.TakenName], from wheel: Artifact
  ) async throws(ArtifactFailure) -> [ImportWalk.TakenName] {
    let (directory, tail) = try await directory(of: wheel, readsCode: true)
    guard tail.total <= Self.maximumCodeBytes else { return [] }
    let head = tail.start > 0 ? try await part(0..<tail.start, of: wheel) : []
    let bytes = head + tail.bytes
    let paths = Set(directory.entries.map(\.path))
    var texts: [String: [UInt8]?] = [:]
    return names.filter { taken in
      let folder = taken.module.split(separator: ".").joined(separator: "/")
      let places = ["\(folder).py", "\(folder)/__init__.py"]
      guard let path = places.first(where: paths.contains), let entry = directory.entry(at: path)
      else { return false }
      let member = "\(folder)/\(taken.name)"
      if paths.contains(where: { $0.hasPrefix(member + ".") || $0.hasPrefix(member + "/") }) {
        return false
      }
      if texts[path] == nil {
        texts[path] =
          entry.size <= SourceTree.maximumFileBytes
          ? try? directory.contents(
            of: entry, in: bytes, startingAt: 0, limit: SourceTree.maximumFileBytes) : nil
      }
      guard let text = texts[path] ?? nil else { return false }
      return Self.isWithout(taken.name, text[...])
    }
  }

  /// Whether a module's text does not have a name, nor a way to have names that it does not spell out.
  static func isWithout(_ name: String, _ text: ArraySlice<UInt8>) -> Bool {
    let ways: [StaticString] = [
      "import *", "__getattr__", "globals()", "sys.modules", "setattr(", "lazy", "exec(", "vars()",
      "__dict__",
    ]
    if ways.contains(where: { ByteSearch.contains(text, $0) }) { return false }
    var name = name
    return !name.isEmpty && name.withUTF8 { ByteSearch.range(of: $0, in: text) } == nil
  }
}
