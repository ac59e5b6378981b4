import Basics
import Nix
import OverlayEditing

/// A reading of a fetch's arguments as the fetcher itself would read them, without evaluation.
struct FetchReader {
  private let call: FetchCall
  private let arguments: FetchArguments

  /// Hooks that run on what was fetched, after which the hash is of something else.
  private static let hooks = ["postFetch", "extraPostFetch", "postUnpack", "postCheckout"]
  /// Fetchers that do more than to download.
  private static let workers: [String: FetchObstacle.Work] = [
    "fetchpatch": .changes, "fetchpatch2": .changes, "fetchDebianPatch": .changes,
    "fetchCargoTarball": .runs("cargo"), "fetchCargoVendor": .runs("cargo"),
    "fetchNpmDeps": .runs("npm"), "fetchYarnDeps": .runs("yarn"), "fetchPnpmDeps": .runs("pnpm"),
    "fetchgit": .gitClone, "fetchGit": .gitClone, "fetchhg": .mercurialClone,
    "fetchsvn": .subversionCheckout, "fetchMavenArtifact": .mavenRepository,
  ]

  init(_ call: FetchCall) {
    self.call = call
    arguments = call.arguments
  }

  /// The source, where the name of a package that is overridden is taken for the name on PyPI.
  ///
  /// The last resort: the two are alike except in rare cases.
  func guessedSource() -> FetchSource? {
    guard ["fetchPypi", "src.override"].contains(call.fetcher), let name = call.overridden,
      case .known(let version) = arguments.string("version"),
      !arguments.has("url"), !arguments.has("rev")
    else { return nil }
    // An overridden source has the name of the first one.
    let pname = arguments.string("pname")
    guard pname == .unknown || pname == .absent && call.fetcher != "fetchPypi" else { return nil }
    return try? pypi(name: name, version: version)
  }

  /// The source of the fetch.
  func source() throws(FetchObstacle) -> FetchSource {
    if !call.isFetch { throw .noFetch }
    if let work = Self.workers[call.fetcher] { throw .fetcher(work) }
    for hook in Self.hooks where arguments.has(hook) {
      if case .known("") = arguments.string(hook) { continue }
      throw .hook(hook)
    }
    switch call.fetcher {
    case "fetchPypi": return try pypi(name: try text("pname"), version: try text("version"))
    case "fetchurl", "fetchurlBoot": return try url()
    case "fetchzip": return .archive(urls: try urls(), stripsRoot: try flag("stripRoot", true))
    case "fetchTarball": return .archive(urls: [try text("url")], stripsRoot: true)
    case "fetchFromGitHub": return try gitHub(host: try text("githubBase", "github.com"))
    case "fetchFromGitea", "fetchFromForgejo": return try gitHub(host: try text("domain"))
    case "fetchFromCodeberg": return try gitHub(host: try text("domain", "codeberg.org"))
    case "fetchFromGitLab": return try gitLab()
    case "fetchFromSourcehut": return try sourcehut()
    case "fetchFromBitbucket": return try bitbucket()
    case "fetchCrate":
      let name = try text("crateName", try text("pname"))
      let version = try text("version")
      return .archive(
        urls: ["https://crates.io/api/v1/crates/\(name)/\(version)/download"], stripsRoot: true)
    default: throw .unresolved(argument: "url")
    }
  }

  // MARK: Fetchers

  private func pypi(name: String, version: String) throws(FetchObstacle) -> FetchSource {
    let folder = "\(name.prefix(1))/\(name)"
    switch try text("format", "setuptools") {
    case "setuptools":
      let ending = try text("extension", "tar.gz")
      return .file(urls: ["mirror://pypi/\(folder)/\(name)-\(version).\(ending)"])
    case "wheel":
      let distribution = try text("dist", "py2.py3")
      let tags = [
        try text("python", "py2.py3"), try text("abi", "none"), try text("platform", "any"),
      ].joined(separator: "-")
      return .file(urls: [
        "\(MirrorTable.pypiFiles)\(distribution)/\(folder)/\(name)-\(version)-\(tags).whl"
      ])
    case let other:
      throw .unknownFormat(other)
    }
  }

  private func url() throws(FetchObstacle) -> FetchSource {
    let urls = try urls()
    let isFolder = try flag("recursiveHash", false)
    let isExecutable = try flag("executable", false)
    if isFolder || isExecutable { throw .treeOfFile }
    return .file(urls: urls)
  }

  private func gitHub(host: String) throws(FetchObstacle) -> FetchSource {
    try refuseClones(["leaveDotGit", "rootDir", "fetchLFS"])
    let project = "https://\(host)/\(try text("owner"))/\(try text("repo"))"
    return .archive(urls: ["\(project)/archive/\(try revision()).tar.gz"], stripsRoot: true)
  }

  private func gitLab() throws(FetchObstacle) -> FetchSource {
    try refuseClones(["leaveDotGit"])
    let domain = try text("domain", "gitlab.com")
    let group = try text("group", "")
    let names = (group.isEmpty ? [] : [group]) + [try text("owner"), try text("repo")]
    let slug = Self.escaped(names.joined(separator: "/"), [".": "%2E", "/": "%2F"])
    let revision = Self.escaped(try revision(), ["+": "%2B", "%": "%25", "/": "%2F"])
    let api = "\(try text("protocol", "https"))://\(domain)/api/v4/projects"
    return .archive(
      urls: ["\(api)/\(slug)/repository/archive.tar.gz?sha=\(revision)"], stripsRoot: true)
  }

  private func sourcehut() throws(FetchObstacle) -> FetchSource {
    try refuseClones([])
    guard try text("vc", "git") == "git" else {
      throw .changedArchive
    }
    let domain = try text("domain", "sr.ht")
    let revision = try revision(tagPrefix: "")
    let project = "https://git.\(domain)/\(try text("owner"))/\(try text("repo"))"
    return .archive(urls: ["\(project)/archive/\(revision).tar.gz"], stripsRoot: true)
  }

  private func bitbucket() throws(FetchObstacle) -> FetchSource {
    try refuseClones(["leaveDotGit", "rootDir", "fetchLFS"])
    let project = "https://bitbucket.org/\(try text("owner"))/\(try text("repo"))"
    return .archive(urls: ["\(project)/get/\(try revision()).tar.gz"], stripsRoot: true)
  }

  // MARK: Arguments

  /// The revision, or the tag as a reference.
  private func revision(tagPrefix: String = "refs/tags/") throws(FetchObstacle) -> String {
    let tag = try text("tag", "")
    return tag.isEmpty ? try text("rev") : tagPrefix + tag
  }

  /// Refuses arguments for which the fetcher takes a clone in place of an archive.
  private func refuseClones(_ further: [String]) throws(FetchObstacle) {
    for name in ["fetchSubmodules", "deepClone", "forceFetchGit", "sparseCheckout"] + further
    where arguments.has(name) {
      switch arguments.flag(name) {
      case .absent, .known(false): continue
      case .known(true), .unknown:
        if case .known([]) = arguments.strings(name) { continue }
        throw .clone(argument: name)
      }
    }
    if case .known(true) = arguments.flag("private") { throw .isPrivate }
  }

  private func urls() throws(FetchObstacle) -> [String] {
    switch arguments.string("url") {
    case .known(let url): return [url]
    case .unknown: throw .unresolved(argument: "url")
    case .absent: break
    }
    switch arguments.strings("urls") {
    case .known(let urls) where !urls.isEmpty: return urls
    default: throw .unresolved(argument: "urls")
    }
  }

  private func text(_ name: String, _ fallback: String? = nil) throws(FetchObstacle) -> String {
    switch arguments.string(name) {
    case .known(let text): return text
    case .absent:
      if let fallback { return fallback }
      throw .unresolved(argument: name)
    case .unknown: throw .unresolved(argument: name)
    }
  }

  private func flag(_ name: String, _ fallback: Bool) throws(FetchObstacle) -> Bool {
    switch arguments.flag(name) {
    case .known(let value): return value
    case .absent: return fallback
    case .unknown: throw .unresolved(argument: name)
    }
  }

  private static func escaped(_ text: String, _ escapes: [Character: String]) -> String {
    text.map { escapes[$0] ?? String($0) }.joined()
  }
}
