import Basics
import PackageMetadata
import Versions
import Yams

/// The reader of conda's `environment.yml`.
enum CondaReader {
  /// How far brackets may nest, and how far lines may be indented: no environment comes near.
  private static let depthLimit = 100
  /// Bytes of a file, and lines, colons and commas in it: each may make values, of hundreds of bytes.
  private static let sizeLimit = 4 << 20
  private static let entryLimit = 100_000

  static func read(
    _ bytes: [UInt8], path: String, reader: RequestReader
  ) throws(RequestProblem) -> RequestSet {
    let text = try CondaTemplate.rendered(RequirementsReader.decoded(bytes), path: path)
    var set = RequestSet(path: path, kind: .conda)
    guard case .mapping(let root)? = try document(text, path: path) else {
      throw RequestProblem(Place(path), .missingKey("dependencies"))
    }
    guard let list = root["dependencies"] else {
      throw RequestProblem(Place(path), .missingKey("dependencies"))
    }
    let channels = root["channels"]?.sequence?.compactMap(\.string) ?? []
    if !channels.isEmpty { set.notes.append(.channels(channels)) }
    let selectors = text.split(whereSeparator: \.isNewline).count { line in
      guard let mark = line.range(ofText: "# [") else { return false }
      return line[mark.upperBound...].contains("]")
    }
    if selectors > 0 { set.notes.append(.selectors(count: selectors)) }
    guard case .sequence(let entries) = list else {
      if list.null != nil || list.string == "" { return set }
      throw RequestProblem(Place(path, key: "dependencies"), .missingKey("dependencies"))
    }
    guard entries.count <= RequestReader.requestLimit else {
      throw RequestProblem(Place(path), .tooMany(RequestReader.requestLimit))
    }
    var builds = 0
    for entry in entries {
      let place = Place(path, line: entry.mark?.line)
      switch entry {
      case .scalar(let scalar):
        CondaMatch(scalar.string).add(to: &set, place: place, builds: &builds)
      case .mapping(let mapping):
        for (key, value) in mapping where key.string == "pip" {
          pip(value, path: path, reader: reader, into: &set)
        }
      default: break
      }
    }
    if builds > 0 { set.notes.append(.buildStrings(count: builds)) }
    return set
  }

  private static func document(_ text: String, path: String) throws(RequestProblem) -> Node? {
    guard text.utf8.count <= sizeLimit else {
      throw RequestProblem(
        Place(path), .syntax(format: "YAML", reason: "it is larger than \(sizeLimit >> 20) MiB"))
    }
    var depth = 0
    var entries = 0
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let indent = line.prefix { $0 == " " }.count
      var dashes = 0
      entries += 1
      for byte in line.utf8 {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
        case UInt8(ascii: "-"): dashes += 1
        case UInt8(ascii: ","), UInt8(ascii: ":"): entries += 1
        default: break
        }
      }
      if depth > depthLimit || indent > 4 * depthLimit
        || dashes > depthLimit && line.prefix(2 * depthLimit).allSatisfy({ $0 == "-" || $0 == " " })
      {
        throw RequestProblem(
          Place(path, line: index + 1), .syntax(format: "YAML", reason: "it nests too deeply"))
      }
      guard entries <= entryLimit else {
        throw RequestProblem(
          Place(path, line: index + 1),
          .syntax(format: "YAML", reason: "it has more than \(entryLimit) entries"))
      }
    }
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        throw RequestProblem(
          Place(path, line: mark.line, column: mark.column),
          .syntax(format: "YAML", reason: problem))
      case .duplicatedKeysInMapping(_, let context):
        throw RequestProblem(
          Place(path, line: context.mark.line, column: context.mark.column),
          .syntax(format: "YAML", reason: "a key is defined twice"))
      default:
        throw RequestProblem(Place(path), .syntax(format: "YAML", reason: "it cannot be read"))
      }
    } catch {
      throw RequestProblem(Place(path), .syntax(format: "YAML", reason: "it cannot be read"))
    }
  }

  /// The `pip:` list: lines of a requirements file.
  private static func pip(
    _ list: Node, path: String, reader: RequestReader, into set: inout RequestSet
  ) {
    guard case .sequence(let entries) = list else { return }
    var requirements = RequirementsReader(reader, path: path)
    for entry in entries.prefix(RequestReader.requestLimit) {
      guard let text = entry.string else { continue }
      for line in RequirementLine.lines(text, environment: reader.environment) {
        let placed = RequirementLine(
          number: entry.mark?.line ?? 0, requirement: line.requirement, options: line.options)
        requirements.read(placed, path: path, isConstraint: false)
      }
    }
    let pip = requirements.set
    set.requests += pip.requests
    set.constraints += pip.constraints
    set.leftOut += pip.leftOut
    set.problems += pip.problems
    set.notes += pip.notes
    set.allowsPrereleases = set.allowsPrereleases || pip.allowsPrereleases
    if !pip.indexes.isEmpty { set.indexes = pip.indexes }
  }
}
