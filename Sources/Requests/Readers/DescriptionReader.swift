import Basics
import CRAN
import PackageMetadata
import Versions

/// The reader of a project's DESCRIPTION, with its `Remotes` and `Additional_repositories`.
enum DescriptionReader {
  static func read(_ bytes: [UInt8], path: String) throws(RequestProblem) -> RequestSet {
    var set = RequestSet(path: path, kind: .description)
    let description: ProjectDescription
    let record: DCFRecord
    do {
      description = try ProjectDescription(parsing: bytes)
      record = try DCFDocument(parsing: bytes)[0]
    } catch {
      throw problem(error, path: path)
    }
    set.requiresR = description.requiresR
    set.projectName = record["Package"]
    if !record.repeatedNames.isEmpty { set.notes.append(.repeatedFields(record.repeatedNames)) }
    set.indexes.repositories = (record["Additional_repositories"] ?? "").split {
      $0 == "," || $0.isWhitespace
    }.map(String.init)
    var requests: [String: Request] = [:]
    func take(_ requirements: [Requirement], _ scope: Scope) {
      for requirement in requirements where requests[requirement.id.name] == nil {
        requests[requirement.id.name] = Request(
          requirement, scope: scope, place: Place(path, key: "Imports"))
      }
    }
    take(description.requirements, .main)
    for field in ["Suggests", "Enhances"] {
      guard let text = record[field] else { continue }
      let group = field.lowercased()
      set.groups.append(group)
      let dependencies = (try? RDependency.parse(text, field: field)) ?? []
      take(
        dependencies.filter { !RPackageName.base.contains($0.name) }.map {
          Requirement.r(name: $0.name, bounds: $0.bounds)
        }, .group(group))
    }
    for entry in RRemote.list(record["Remotes"] ?? "") {
      place(entry, in: &requests, set: &set)
    }
    set.requests = requests.values.sorted { $0.id < $1.id }
    return set
  }

  /// Gives a remote to the requirement that it is of.
  ///
  /// Remotes name repositories, whose packages may be spelt otherwise (`mojaveazure/seurat-disk` is
  /// SeuratDisk): names are compared without case, dots and dashes.
  private static func place(
    _ text: String, in requests: inout [String: Request], set: inout RequestSet
  ) {
    let place = Place(set.path, key: "Remotes")
    guard let remote = RRemote(text) else {
      set.problems.append(
        RequestProblem(place, .requirement(text, reason: "it is not a remote")))
      return
    }
    let wanted = folded(remote.name)
    guard let key = requests.keys.sorted().first(where: { folded($0) == wanted }) else {
      set.leftOut.append(LeftOut(remote.name, .unneededRemote, place: place))
      return
    }
    switch remote.source {
    case .path(let path):
      requests[key] = nil
      set.leftOut.append(LeftOut(key, .localPath(path), place: place))
    case .other(let system, _):
      requests[key] = nil
      set.leftOut.append(LeftOut(key, .versionControl(system), place: place))
    default:
      requests[key]?.source = remote.source
      requests[key]?.isBioconductor = remote.isBioconductor
    }
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().filter { $0 != "." && $0 != "-" && $0 != "_" }
  }

  private static func problem(_ error: CRANError, path: String) -> RequestProblem {
    switch error {
    case .notDCF(let line, let reason):
      RequestProblem(
        Place(path, line: line > 0 ? line : nil), .syntax(format: "DESCRIPTION", reason: reason))
    case .missingField(let field): RequestProblem(Place(path), .missingKey(field))
    case .malformedField(let field, let text, let reason):
      RequestProblem(Place(path, key: field), .requirement(text, reason: reason))
    default: RequestProblem(Place(path), .syntax(format: "DESCRIPTION", reason: "\(error)"))
    }
  }
}

/// One entry of `Remotes`, in the notation of the R package remotes:
/// `[NAME=][type::]owner/repository[/directory][@reference]`.
struct RRemote {
  /// The package's name, as far as it is known.
  let name: String
  let source: PackageSource
  let isBioconductor: Bool

  /// The entries of the field.
  static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { entry in
      String(entry.filter { !$0.isWhitespace })
    }.filter { !$0.isEmpty }
  }

  init?(_ text: String) {
    var rest = text[...]
    var name: String?
    if let equals = rest.firstIndex(of: "="), RPackageName.isValid(rest[..<equals]) {
      name = String(rest[..<equals])
      rest = rest[rest.index(after: equals)...]
    }
    var type = "github"
    var host: Substring?
    if let colons = rest.range(ofText: "::") {
      type = rest[..<colons.lowerBound].lowercased()
      rest = rest[colons.upperBound...]
      // `gitlab@host::owner/repository`
      if let at = type.firstIndex(of: "@") {
        host = Substring(type[type.index(after: at)...])
        type = String(type[..<at])
      }
    } else if rest.contains("://") {
      type = rest.hasSuffix(".git") ? "git" : "url"
    }
    switch type {
    case "github", "gitlab", "bitbucket":
      let standard = ["gitlab": "gitlab.com", "bitbucket": "bitbucket.org"][type] ?? "github.com"
      guard let repository = Self.repository(rest, host: host.map(String.init) ?? standard) else {
        return nil
      }
      self.name = name ?? repository.name
      source = .git(repository.reference)
    case "git":
      let parts = AddressParts("git+" + rest)
      self.name = name ?? parts.guessedName ?? String(rest)
      source = .git(
        GitReference(url: parts.plain, reference: parts.reference ?? parts.fragment["ref"]))
    case "url":
      // R's archives are NAME_VERSION.tar.gz.
      let guess = AddressParts(String(rest)).guessedName.map { $0.prefix { $0 != "_" } }
      self.name = name ?? guess.map(String.init) ?? String(rest)
      source = .archive(url: String(rest), subdirectory: nil)
    case "local", "installed", "deps":
      self.name = name ?? rest.split(separator: "/").last.map(String.init) ?? String(rest)
      source = .path(String(rest))
    case "bioc":
      // `bioc::3.3/Biobase`
      self.name =
        name ?? rest.prefix { $0 != "#" && $0 != "@" }.split(separator: "/").last
        .map(String.init) ?? String(rest)
      source = .index(nil)
      isBioconductor = true
      return
    case "cran", "any", "standard":
      self.name = name ?? String(rest)
      source = .index(nil)
    case "svn":
      self.name = name ?? rest.split(separator: "/").last.map(String.init) ?? String(rest)
      source = .other(system: "svn", url: String(rest))
    default: return nil
    }
    isBioconductor = false
  }

  private static func repository(
    _ text: Substring, host: String
  ) -> (name: String, reference: GitReference)? {
    var rest = text
    var reference: String?
    if let at = rest.firstIndex(of: "@") {
      reference = String(rest[rest.index(after: at)...])
      rest = rest[..<at]
      // `@*release` is the newest release, which no git server can tell; its head is taken.
      if reference == "*release" { reference = nil }
    } else if let hash = rest.firstIndex(of: "#") {
      reference = "refs/pull/\(rest[rest.index(after: hash)...])/head"
      rest = rest[..<hash]
    }
    let parts = rest.split(separator: "/")
    guard parts.count >= 2 else { return nil }
    let name = parts[1].hasSuffix(".git") ? parts[1].dropLast(4) : parts[1]
    let directory = parts.dropFirst(2).joined(separator: "/")
    return (
      String(name),
      GitReference(
        url: "https://\(host)/\(parts[0])/\(name)", reference: reference,
        subdirectory: directory.isEmpty ? nil : directory)
    )
  }
}
