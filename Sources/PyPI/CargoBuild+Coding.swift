import Basics
import PackageMetadata

extension BinaryWriter {
  /// Adds what building a Rust part takes, if there is one.
  mutating func append(_ build: CargoBuild?) {
    append(UInt8(build == nil ? 0 : 1))
    guard let build else { return }
    append(build.manifest)
    append(build.root)
    append(counted: build.lock)
    append(UInt32(clamping: build.crateCount))
    append(UInt32(clamping: build.gitCrates.count))
    for crate in build.gitCrates {
      append([crate.name, crate.version, crate.url, crate.commit])
    }
    append(build.vendor)
  }

  /// Adds why a Rust part cannot be built.
  mutating func append(_ problem: CargoProblem) {
    switch problem {
    case .noLock(let directory): append(0, directory)
    case .unreadable(let line, let reason):
      append(1, reason)
      append(UInt32(clamping: line))
    case .unknownVersion(let version): append(2, version)
    case .tooManyCrates(let count):
      append(3, "")
      append(UInt32(clamping: count))
    case .noChecksum(let crate): append(4, crate)
    case .otherSource(let crate, let source):
      append(5, crate)
      append(source)
    case .lacksCrate(let crate): append(6, crate)
    case .outside(let path): append(7, path)
    case .oldNixpkgs: append(8, "")
    case .noCrates: append(9, "")
    }
  }

  private mutating func append(_ kind: UInt8, _ text: String) {
    append(kind)
    append(text)
  }
}

extension BinaryReader {
  /// Reads what building a Rust part takes, if there is one.
  mutating func cargoBuild() throws(Truncated) -> CargoBuild? {
    guard try byte() != 0 else { return nil }
    var build = CargoBuild(manifest: try text(), root: try text())
    build.lock = Array(try counted())
    build.crateCount = Int(try word())
    for _ in 0..<(try word()) {
      let texts = try texts()
      guard texts.count == 4 else { throw Truncated() }
      build.gitCrates.append(
        CargoBuild.GitCrate(
          name: texts[0], version: texts[1], url: texts[2], commit: texts[3]))
    }
    build.vendor = try optionalText()
    return build
  }

  /// Reads why a Rust part cannot be built.
  mutating func cargoProblem() throws(Truncated) -> CargoProblem {
    let kind = try byte()
    let text = try text()
    switch kind {
    case 0: return .noLock(directory: text)
    case 1: return .unreadable(line: Int(try word()), reason: text)
    case 2: return .unknownVersion(text)
    case 3: return .tooManyCrates(Int(try word()))
    case 4: return .noChecksum(crate: text)
    case 5: return .otherSource(crate: text, source: try self.text())
    case 6: return .lacksCrate(text)
    case 7: return .outside(path: text)
    case 8: return .oldNixpkgs
    case 9: return .noCrates
    default: throw Truncated()
    }
  }
}
