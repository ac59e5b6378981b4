import Basics
import ContentHash
package import PackageMetadata
import Versions

/// What a requirement of pip names: a package, or a place (`pip/_internal/req/constructors.py`).
///
///     six>=1.0 ; python_version < "3"                     a package
///     git+https://host/a/b.git@v1#egg=b                   a package b, from git
///     ./wheels/six-1.16.0-py2.py3-none-any.whl            a local path
package enum RequirementTarget {
  case package(Requirement, PackageSource, isNameGuessed: Bool)
  case local(name: String, path: String)
  case unsupported(name: String, system: String)
  case problem(RequestProblem.Fault)

  package static func reading(_ text: String, isEditable: Bool = false) -> RequirementTarget {
    let text = String(ASCII.trimmed(text))
    if hasScheme(text) { return url(text, isEditable: isEditable) }
    if isPath(text, isEditable: isEditable) {
      let path = withoutMarker(text, separator: ";").text
      return .local(name: path, path: path)
    }
    do {
      let requirement = try Requirement(parsing: text)
      guard let address = requirement.url else {
        return .package(requirement, .index(nil), isNameGuessed: false)
      }
      return place(address, requirement: requirement)
    } catch {
      if case .requirement(let text, _, let reason) = error {
        return .problem(.requirement(text, reason: reason))
      }
      return .problem(.requirement(text, reason: "\(error)"))
    }
  }

  // MARK: - URLs

  private static func hasScheme(_ text: String) -> Bool {
    guard let colon = text.range(ofText: "://") ?? text.range(ofText: "file:") else { return false }
    if text.hasPrefix("file:") { return true }
    let scheme = text[..<colon.lowerBound]
    return !scheme.isEmpty
      && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  /// A requirement that is a bare URL: its name is in the fragment, the file's name, or the path.
  private static func url(_ text: String, isEditable: Bool) -> RequirementTarget {
    let (address, markerText) = withoutMarker(text, separator: "; ")
    var marker: Marker?
    if let markerText {
      do {
        marker = try Marker(parsing: markerText)
      } catch {
        return .problem(.marker(markerText, reason: "\(error)"))
      }
    }
    let parts = AddressParts(address)
    var name = parts.fragment["egg"]
    var extras: [String] = []
    if let egg = name, let open = egg.firstIndex(of: "["), egg.hasSuffix("]") {
      extras = egg[egg.index(after: open)...].dropLast().split(separator: ",").map {
        PythonName.normalised(ASCII.trimmed($0))
      }.sorted()
      name = String(egg[..<open])
    }
    var specifiers = SpecifierSet()
    var isGuessed = false
    if let egg = name, let requirement = try? Requirement(parsing: egg) {
      // Old files have `#egg=name==1.0` and `#egg=name-1.0`.
      name = requirement.writtenName
      if case .python(let bounds) = requirement.constraint { specifiers = bounds }
    }
    if name == nil, let wheel = WheelName(parts.fileName) { name = wheel.distribution }
    if name == nil {
      name = parts.guessedName
      isGuessed = true
    }
    guard let name, PythonName.isValid(name) else { return .problem(.noName(text)) }
    let requirement = Requirement(
      id: .pypi(name), writtenName: name, extras: extras, constraint: .python(specifiers),
      url: address, marker: marker)
    return place(address, requirement: requirement, isNameGuessed: isGuessed)
  }

  /// Where an address leads.
  package static func place(
    _ address: String, requirement: Requirement, isNameGuessed: Bool = false
  ) -> RequirementTarget {
    let parts = AddressParts(address)
    switch parts.system {
    case "git":
      let reference = GitReference(
        url: parts.plain, reference: parts.reference, subdirectory: parts.fragment["subdirectory"])
      return .package(requirement, .git(reference), isNameGuessed: isNameGuessed)
    case let system?: return .unsupported(name: requirement.writtenName, system: system)
    case nil: break
    }
    if parts.scheme == "file" { return .local(name: requirement.writtenName, path: parts.path) }
    guard parts.scheme == "https" || parts.scheme == "http" else {
      return .problem(.requirement(address, reason: "its address is of no kind that pip reads"))
    }
    return .package(
      requirement, .archive(url: address, subdirectory: parts.fragment["subdirectory"]),
      isNameGuessed: isNameGuessed)
  }

  // MARK: - Paths

  /// Whether pip takes it for a path, without looking at the disk: a separator, a dot at the front,
  /// or the ending of an archive.
  private static func isPath(_ text: String, isEditable: Bool) -> Bool {
    let (whole, _) = withoutMarker(text, separator: ";")
    let path = whole.prefix { $0 != "[" }
    if whole.contains(" @ ") { return false }
    if isEditable || path == "." || path.hasPrefix("./") || path.hasPrefix("../") { return true }
    if path.hasPrefix("/") || path.hasPrefix("~") || path.contains("\\") { return true }
    if path.contains("/"), !path.contains("@") { return true }
    return [".whl", ".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar"].contains {
      path.lowercased().hasSuffix($0)
    }
  }

  private static func withoutMarker(
    _ text: String, separator: String
  ) -> (text: String, marker: String?) {
    guard let range = text.range(ofText: separator) else { return (text, nil) }
    return (
      String(ASCII.trimmed(text[..<range.lowerBound])),
      String(ASCII.trimmed(text[range.upperBound...]))
    )
  }
}

/// An address of pip's taken apart: `git+https://host/owner/repo.git@v1.0#egg=name&subdirectory=x`.
struct AddressParts {
  /// The version control system before the `+`; nil for plain addresses.
  let system: String?
  let scheme: String
  /// The address without system, reference and fragment.
  let plain: String
  /// What follows `@` after the path, for version control systems.
  let reference: String?
  let fragment: [String: String]
  /// The path, without the host.
  let path: String

  init(_ address: String) {
    var rest = address[...]
    var fragment: [String: String] = [:]
    if let hash = rest.firstIndex(of: "#") {
      for pair in rest[rest.index(after: hash)...].split(separator: "&") {
        let sides = pair.split(separator: "=", maxSplits: 1)
        if sides.count == 2 { fragment[String(sides[0])] = PercentEncoding.decoded(sides[1]) }
      }
      rest = rest[..<hash]
    }
    self.fragment = fragment
    var system: String?
    for known in ["git", "hg", "svn", "bzr"] where rest.hasPrefix(known + "+") {
      system = known
      rest = rest.dropFirst(known.count + 1)
    }
    if system == nil, rest.hasPrefix("git://") { system = "git" }
    let colon = rest.range(ofText: "://")
    scheme =
      colon.map { rest[..<$0.lowerBound].lowercased() }
      ?? (rest.hasPrefix("file:") ? "file" : rest.contains(":") ? "ssh" : "")
    let pathStart = colon.flatMap { rest[$0.upperBound...].firstIndex(of: "/") } ?? rest.startIndex
    var reference: String?
    if system != nil {
      // `git@host` comes before the path, a reference after it.
      let from = colon == nil ? (rest.firstIndex(of: ":") ?? rest.startIndex) : pathStart
      if let at = rest[from...].lastIndex(of: "@") {
        reference = String(rest[rest.index(after: at)...])
        rest = rest[..<at]
      }
    }
    self.system = system
    self.reference = reference
    plain = String(rest)
    path =
      colon == nil && scheme == "file"
      ? String(rest.dropFirst("file:".count)) : String(rest[pathStart...])
  }

  /// The last part of the path, decoded.
  var fileName: String {
    let last = path.prefix { $0 != "?" }.split(separator: "/").last ?? ""
    return PercentEncoding.decoded(last)
  }

  /// A name from the path: the repository's, or what comes before the version of an archive.
  var guessedName: String? {
    var name = fileName[...]
    if name.hasSuffix(".git") { name = name.dropLast(4) }
    for ending in SdistName.fileExtensions where name.hasSuffix(ending) {
      name = name.dropLast(ending.count)
      // `.../owner/repo/archive/v1.0.zip` names the repository before `archive`.
      let parts = path.split(separator: "/")
      if let mark = parts.firstIndex(where: {
        $0 == "archive" || $0 == "zipball" || $0 == "tarball"
      }),
        mark > 0
      {
        let repository = parts[mark - 1] == "-" && mark > 1 ? parts[mark - 2] : parts[mark - 1]
        return String(repository)
      }
      if let dash = name.lastIndex(of: "-"), PythonVersion(name[name.index(after: dash)...]) != nil
      {
        name = name[..<dash]
      }
      break
    }
    return name.isEmpty ? nil : String(name)
  }
}
