import CRAN
import FoundationEssentials
import PackageMetadata
import Versions

/// The reader of `renv.lock`.
enum RenvLockReader {
  private struct File: Decodable {
    struct R: Decodable {
      struct Repository: Decodable {
        let name: String?
        let url: String?

        enum CodingKeys: String, CodingKey {
          case name = "Name"
          case url = "URL"
        }
      }
      let version: String?
      let repositories: [Repository]?

      enum CodingKeys: String, CodingKey {
        case version = "Version"
        case repositories = "Repositories"
      }

      /// The repositories are a list of name and address, or an object of them.
      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        version = try container.decodeIfPresent(String.self, forKey: .version)
        if let list = try? container.decodeIfPresent([Repository].self, forKey: .repositories) {
          repositories = list
        } else {
          let object = try container.decodeIfPresent([String: String].self, forKey: .repositories)
          repositories = object?.sorted { $0.key < $1.key }.map { Repository(name: $0, url: $1) }
        }
      }
    }
    struct Bioconductor: Decodable {
      let version: String?
      enum CodingKeys: String, CodingKey {
        case version = "Version"
      }
    }
    struct Python: Decodable {
      let version: String?
      enum CodingKeys: String, CodingKey {
        case version = "Version"
      }
    }

    let r: R?
    let bioconductor: Bioconductor?
    let python: Python?
    let packages: [String: RenvRecord]?

    enum CodingKeys: String, CodingKey {
      case r = "R"
      case bioconductor = "Bioconductor"
      case python = "Python"
      case packages = "Packages"
    }
  }

  static func read(_ bytes: [UInt8], path: String) throws(RequestProblem) -> RequestSet {
    let file: File = try JSONText.decode(bytes, path: path, format: "renv.lock")
    guard let packages = file.packages else {
      throw RequestProblem(Place(path), .missingKey("Packages"))
    }
    try LockTable.requireCount(packages.count, path: path)
    var table = LockTable(path: path, kind: .renvLock, selection: .entries)
    table.set.lockedR = file.r?.version.flatMap { RVersion($0) }
    table.set.bioconductor = file.bioconductor?.version
    table.set.python = file.python?.version
    var names: [String: String] = [:]
    for repository in file.r?.repositories ?? [] {
      guard let url = repository.url else { continue }
      if let name = repository.name { names[name] = url }
      table.set.indexes.repositories.append(url)
    }
    table.set.indexes.named = names
    for (key, record) in packages.sorted(by: { $0.key < $1.key }) {
      read(record, name: record.name ?? key, repositories: names, into: &table)
    }
    for (repository, names) in table.unnamed.sorted(by: { $0.key < $1.key }) {
      table.set.notes.append(.unnamedRepository(repository, packages: names))
    }
    return table.finished()
  }

  private static func read(
    _ record: RenvRecord, name: String, repositories: [String: String], into table: inout LockTable
  ) {
    let place = Place(table.path, key: "Packages.\(name)")
    if RPackageName.base.contains(name) || record.source?.lowercased() == "r" {
      table.set.leftOut.append(LeftOut(name, version: record.version, .partOfR, place: place))
      return
    }
    guard RPackageName.isValid(name) else {
      table.set.leftOut.append(
        LeftOut(name, version: record.version, .impossibleName, place: place))
      return
    }
    var version: PackageVersion?
    if let text = record.version {
      version = RVersion(text).map(PackageVersion.r)
      if version == nil { table.set.notes.append(.unreadableVersion(name, version: text)) }
    }
    if let repository = record.unnamedRepository(repositories) {
      table.unnamed[repository, default: []].append(name)
    }
    guard let source = record.source(repositories: repositories) else {
      table.set.leftOut.append(
        LeftOut(name, version: record.version, .unknownOrigin, place: place))
      return
    }
    var package = Lock.Package(
      id: .cran(name), name: name, version: version, place: place)
    package.source = source
    package.isBioconductor = record.isBioconductor
    for requirement in record.requirements where !RPackageName.base.contains(requirement) {
      package.edges.append(Lock.Edge(id: .cran(requirement)))
    }
    table.lock.packages.append(package)
  }
}

/// One record of `renv.lock`.
struct RenvRecord: Decodable {
  let name: String?
  let version: String?
  let source: String?
  let repository: String?
  let remoteType: String?
  let remoteHost: String?
  let remoteURL: String?
  let remoteUser: String?
  let remoteRepository: String?
  let remoteReference: String?
  let remoteCommit: String?
  let remoteSubdirectory: String?
  let remoteRepositories: String?
  let gitURL: String?
  /// The names that it requires; renv writes a list, and of late whole fields of DESCRIPTION.
  let requirements: [String]

  private enum CodingKeys: String, CodingKey {
    case name = "Package"
    case version = "Version"
    case source = "Source"
    case repository = "Repository"
    case remoteType = "RemoteType"
    case remoteHost = "RemoteHost"
    case remoteURL = "RemoteUrl"
    case remoteUser = "RemoteUsername"
    case remoteRepository = "RemoteRepo"
    case remoteReference = "RemoteRef"
    case remoteCommit = "RemoteSha"
    case remoteSubdirectory = "RemoteSubdir"
    case remoteRepositories = "RemoteRepos"
    case gitURL = "git_url"
    case requirements = "Requirements"
    case imports = "Imports"
    case depends = "Depends"
    case linkingTo = "LinkingTo"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func text(_ key: CodingKeys) -> String? {
      try? container.decodeIfPresent(String.self, forKey: key)
    }
    func list(_ key: CodingKeys) -> [String] {
      if let items = try? container.decodeIfPresent([String].self, forKey: key) { return items }
      return text(key)?.split(separator: ",").map(String.init) ?? []
    }
    name = text(.name)
    version = text(.version)
    source = text(.source)
    repository = text(.repository)
    remoteType = text(.remoteType)
    remoteHost = text(.remoteHost)
    remoteURL = text(.remoteURL)
    remoteUser = text(.remoteUser)
    remoteRepository = text(.remoteRepository)
    remoteReference = text(.remoteReference)
    remoteCommit = text(.remoteCommit)
    remoteSubdirectory = text(.remoteSubdirectory)
    remoteRepositories = text(.remoteRepositories)
    gitURL = text(.gitURL)
    let fields = [CodingKeys.requirements, .imports, .depends, .linkingTo].flatMap(list)
    requirements = Set(
      fields.map { entry in
        String(entry.drop { $0.isWhitespace }.prefix { !$0.isWhitespace && $0 != "(" })
      }.filter { RPackageName.isValid($0) }
    ).sorted()
  }

  var isBioconductor: Bool {
    source == "Bioconductor" || repository?.hasPrefix("Bioc") == true
      || gitURL?.contains("bioconductor.org") == true
  }

  /// Where it is from; nil if that is not known.
  func source(repositories: [String: String]) -> PackageSource? {
    let kind = (source ?? "Repository").lowercased()
    let owner = remoteUser ?? ""
    let project = remoteRepository ?? ""
    switch kind {
    case "repository", "cran", "bioconductor":
      // A repository by its address, or by a name of the lock's own; CRAN and its mirrors are nil.
      let written = repository ?? remoteRepositories
      let address = written.flatMap { $0.contains("://") ? $0 : repositories[$0] }
      guard let address, !isBioconductor, !Self.isCRAN(address) else { return .index(nil) }
      return .index(address)
    case "github": return git(host(or: "https://github.com"), owner, project)
    case "gitlab": return git(host(or: "https://gitlab.com"), owner, project)
    case "bitbucket": return git("https://bitbucket.org", owner, project)
    case "git", "git2r", "xgit":
      guard let url = remoteURL ?? gitURL else { return nil }
      return .git(
        GitReference(
          url: url, reference: remoteReference, commit: remoteCommit,
          subdirectory: remoteSubdirectory))
    case "url":
      return remoteURL.map { .archive(url: $0, subdirectory: remoteSubdirectory) }
    case "local": return .path(remoteURL ?? "a local directory")
    default: return nil
    }
  }

  /// The name of a repository whose address the lock does not give, so that CRAN is asked instead.
  func unnamedRepository(_ repositories: [String: String]) -> String? {
    let kind = (source ?? "Repository").lowercased()
    guard kind == "repository" || kind == "cran", !isBioconductor,
      let written = repository ?? remoteRepositories, !written.contains("://"),
      repositories[written] == nil, !Self.cranNames.contains(written.lowercased())
    else { return nil }
    return written
  }

  /// What CRAN and the services that serve its packages are called in locks.
  private static let cranNames: Set<String> = [
    "cran", "cranextra", "rspm", "p3m", "ppm", "posit", "rstudio", "mran", "cloud", "standard",
  ]

  private func git(_ host: String, _ owner: String, _ project: String) -> PackageSource? {
    guard !owner.isEmpty, !project.isEmpty else { return nil }
    return .git(
      GitReference(
        url: "\(host)/\(owner)/\(project)", reference: remoteReference, commit: remoteCommit,
        subdirectory: remoteSubdirectory))
  }

  /// `RemoteHost` names the programming interface: `api.github.com`, `gitlab.example.org`.
  private func host(or standard: String) -> String {
    guard let remoteHost, remoteHost != "api.github.com", !remoteHost.isEmpty else {
      return standard
    }
    let plain = remoteHost.hasPrefix("https://") ? String(remoteHost.dropFirst(8)) : remoteHost
    return "https://" + plain.prefix { $0 != "/" }
  }

  /// Whether an address is CRAN's, or one that serves the same packages.
  static func isCRAN(_ address: String) -> Bool {
    for part in [
      "cran.r-project.org", "cloud.r-project.org", "cran.rstudio.com", "/cran/", "/cran",
    ]
    where part == "/cran" ? address.hasSuffix(part) : address.contains(part) { return true }
    return false
  }
}
