import ContentHash
import PackageMetadata
import Versions

/// The reader of pip's requirements files ("Requirements File Format" of pip's documentation), with
/// the files that they include.
struct RequirementsReader {
  private let reader: RequestReader
  private(set) var set: RequestSet
  /// The files that are being read, outermost first.
  private var open: [String] = []
  /// The files that were read, so that none is read twice.
  private var done: Set<String> = []
  private var requiresHashes = false

  /// How deep files may include files.
  private static let depthLimit = 64

  init(_ reader: RequestReader, path: String) {
    self.reader = reader
    set = RequestSet(path: path, kind: .requirements)
  }

  /// Reads the file that was named.
  mutating func read(_ bytes: [UInt8]) -> RequestSet {
    read(bytes, path: set.path, isConstraint: false)
    checkHashes()
    if requiresHashes {
      for request in set.requests where request.hashes.isEmpty {
        if case .index = request.source {
          set.problems.append(
            RequestProblem(request.place, .missingHash(request.requirement.writtenName)))
        }
      }
    }
    return set
  }

  /// Refuses hashes that cannot be compared, instead of leaving them out.
  private mutating func checkHashes() {
    let constrained = Set(set.constraints.filter { Self.isExact($0.requirement) }.map(\.id))
    for request in set.requests + set.constraints where !request.hashes.isEmpty {
      let name = request.requirement.writtenName
      if !request.hashes.contains(where: { $0.hash.algorithm == .sha256 }) {
        set.problems.append(RequestProblem(request.place, .otherHashes(name)))
      } else if case .archive = request.source {
        continue
      } else if !Self.isExact(request.requirement), !constrained.contains(request.id) {
        set.problems.append(RequestProblem(request.place, .hashOfManyVersions(name)))
      }
    }
  }

  private static func isExact(_ requirement: Requirement) -> Bool {
    guard case .python(let set) = requirement.constraint else { return false }
    return set.specifiers.contains { specifier in
      (specifier.comparison == .equal && !specifier.isPrefix) || specifier.comparison == .arbitrary
    }
  }

  private mutating func read(_ bytes: [UInt8], path: String, isConstraint: Bool) {
    open.append(path)
    defer { open.removeLast() }
    done.insert((isConstraint ? "c:" : "r:") + path)
    let lines = RequirementLine.lines(Self.decoded(bytes), environment: reader.environment)
    for line in lines {
      guard set.requests.count + set.constraints.count < RequestReader.requestLimit else {
        set.problems.append(
          RequestProblem(
            Place(path, line: line.number), .tooMany(RequestReader.requestLimit)))
        return
      }
      read(line, path: path, isConstraint: isConstraint)
    }
  }

  /// The text: UTF-8, UTF-16 with its mark, else Latin-1, in which every byte is a character.
  static func decoded(_ bytes: [UInt8]) -> String {
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
      let isBig = bytes[0] == 0xfe
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index -> UInt16 in
        let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
        return isBig ? first << 8 | second : second << 8 | first
      }
      return String(decoding: units, as: UTF16.self)
    }
    let content = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes[3...] : bytes[...]
    if let text = String(validating: content, as: UTF8.self) { return text }
    var text = ""
    for byte in content { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }

  // MARK: - Lines

  mutating func read(_ line: RequirementLine, path: String, isConstraint: Bool) {
    let place = Place(path, line: line.number)
    if !line.requirement.isEmpty {
      requirement(line, place: place, isConstraint: isConstraint)
      return
    }
    for option in line.options { read(option, place: place, isConstraint: isConstraint) }
  }

  private mutating func requirement(
    _ line: RequirementLine, place: Place, isConstraint: Bool
  ) {
    var hashes: [FileHash] = []
    for option in line.options {
      switch option.name {
      case "--hash":
        if let hash = option.value.flatMap({ FileHash($0) }) {
          hashes.append(hash)
        } else {
          set.problems.append(RequestProblem(place, .hash(option.value ?? "")))
        }
      case "--config-settings", "--global-option", "--install-option":
        set.notes.append(.ignoredOption(option.name, place))
      default: set.problems.append(RequestProblem(place, .option(option.name)))
      }
    }
    add(
      RequirementTarget.reading(line.requirement), hashes: hashes, place: place,
      isConstraint: isConstraint)
  }

  private mutating func add(
    _ target: RequirementTarget, hashes: [FileHash], place: Place, isConstraint: Bool
  ) {
    switch target {
    case .package(let requirement, let source, let isNameGuessed):
      if isNameGuessed {
        set.notes.append(.guessedName(requirement.writtenName, address: requirement.url ?? ""))
      }
      let request = Request(
        requirement, source: Self.source(source, with: hashes), hashes: hashes,
        isNameGuessed: isNameGuessed, place: place)
      if isConstraint { set.constraints.append(request) } else { set.requests.append(request) }
    case .local(let name, let path):
      if !isConstraint { set.leftOut.append(LeftOut(name, .localPath(path), place: place)) }
    case .unsupported(let name, let system):
      set.leftOut.append(LeftOut(name, .versionControl(system), place: place))
    case .problem(let fault): set.problems.append(RequestProblem(place, fault))
    }
  }

  /// The source of an archive with its hash in the URL's fragment, by which it is then pinned.
  private static func source(_ source: PackageSource, with hashes: [FileHash]) -> PackageSource {
    guard case .archive(let url, let subdirectory) = source, !url.contains("sha256="),
      let hash = hashes.lazy.map(\.hash).first(where: { $0.algorithm == .sha256 })
    else { return source }
    let mark = url.contains("#") ? "&" : "#"
    return .archive(
      url: "\(url)\(mark)sha256=\(hash.text(.base16))", subdirectory: subdirectory)
  }

  private mutating func read(
    _ option: RequirementLine.Option, place: Place, isConstraint: Bool
  ) {
    switch option.name {
    case "--requirement", "--constraint":
      guard let value = option.value, !value.isEmpty else {
        set.problems.append(RequestProblem(place, .option(option.name)))
        return
      }
      include(
        value, from: place, isConstraint: isConstraint || option.name == "--constraint")
    case "--editable":
      guard let value = option.value, !value.isEmpty else {
        set.problems.append(RequestProblem(place, .option(option.name)))
        return
      }
      add(
        RequirementTarget.reading(value, isEditable: true), hashes: [], place: place,
        isConstraint: isConstraint)
    case "--index-url": set.indexes.primary = option.value ?? set.indexes.primary
    case "--extra-index-url":
      if let url = option.value, !set.indexes.additional.contains(url) {
        set.indexes.additional.append(url)
      }
    case "--find-links": set.notes.append(.findLinks(place))
    case "--pre": set.allowsPrereleases = true
    case "--require-hashes": requiresHashes = true
    case "--no-index", "--prefer-binary", "--no-binary", "--only-binary", "--trusted-host",
      "--use-feature", "--no-deps":
      set.notes.append(.ignoredOption(option.name, place))
    default: set.problems.append(RequestProblem(place, .option(option.name)))
    }
  }

  /// Takes in another file.
  private mutating func include(_ name: String, from place: Place, isConstraint: Bool) {
    let path = Self.simplified(RequestReader.beside(place.file, Self.plain(name)))
    if let first = open.firstIndex(of: path) {
      // pip refuses a requirements file that includes itself; a second mention elsewhere is fine.
      set.problems.append(RequestProblem(place, .cycle(Array(open[first...]) + [path])))
      return
    }
    guard open.count < Self.depthLimit, done.count < RequestReader.fileLimit else {
      set.problems.append(RequestProblem(place, .tooDeep(Self.depthLimit)))
      return
    }
    guard !done.contains((isConstraint ? "c:" : "r:") + path) else { return }
    do {
      let bytes = try reader.bytes(of: path)
      try RequestReader.requireOrdinary(bytes, path: path, kind: .requirements)
      read(bytes, path: path, isConstraint: isConstraint)
    } catch {
      switch error.fault {
      case .missingFile, .remoteFile, .unreadableFile:
        set.problems.append(RequestProblem(place, error.fault))
      default: set.problems.append(error)
      }
    }
  }

  /// A `file:` URL as a path.
  private static func plain(_ name: String) -> String {
    guard name.hasPrefix("file:") else { return name }
    let rest = name.dropFirst("file:".count)
    return rest.hasPrefix("//") ? "/" + rest.dropFirst(2).drop { $0 == "/" } : String(rest)
  }

  /// A path without `.` and with `..` taken back, so that a cycle is seen whatever the spelling.
  private static func simplified(_ path: String) -> String {
    guard !path.contains("://") else { return path }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
