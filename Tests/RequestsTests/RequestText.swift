import ContentHash
import PackageMetadata
import Versions

@testable import Requests

/// What a file asks for, in lines, for comparison with a golden file.
enum RequestText {
  /// CPython 3.13.5.
  static let target = PythonVersion("3.13.5").map { PythonTarget(version: $0) }

  static func lines(_ set: RequestSet, choice: RequestSet.Choice? = nil) -> String {
    var lines = ["kind: \(set.kind.rawValue)"]
    func add(_ label: String, _ value: (some CustomStringConvertible)?) {
      if let value { lines.append("\(label): \(value)") }
    }
    add("project", set.projectName)
    add("python", set.python)
    add("requires python", set.requiresPython)
    if !set.requiresR.isEmpty { add("requires R", "\(set.requiresR)") }
    add("locked R", set.lockedR)
    add("Bioconductor", set.bioconductor)
    add("index", set.indexes.primary)
    for url in set.indexes.additional { add("further index", url) }
    for (name, url) in set.indexes.named.sorted(by: { $0.key < $1.key }) {
      add("named index", "\(name) \(url)")
    }
    for url in set.indexes.repositories { add("repository", url) }
    if !set.extras.isEmpty { add("extras", set.extras.joined(separator: ", ")) }
    if !set.groups.isEmpty { add("groups", set.groups.joined(separator: ", ")) }
    if !set.defaultGroups.isEmpty {
      add("default groups", set.defaultGroups.joined(separator: ", "))
    }
    if set.allowsPrereleases { lines.append("pre-releases") }
    for request in set.requests { add("request", text(request)) }
    for request in set.constraints { add("constraint", text(request)) }
    for tool in set.tools {
      add("tool", "\(tool.name) = \(tool.attribute ?? "nothing of nixpkgs") @ \(tool.place)")
    }
    let selected = set.selected(
      choice ?? RequestSet.Choice(target: target, system: .x86_64Linux))
    for request in selected.requests where set.lock != nil || set.requests.count < 30 {
      add("wanted", request.requirement.writtenName)
    }
    for package in selected.locked { add("locked", text(package)) }
    for item in selected.leftOut {
      add("left out", "'\(item.name)'\(item.version.map { " \($0)" } ?? "") \(item.reason)")
    }
    for note in set.notes { add("note", note) }
    for problem in set.problems + selected.problems { add("problem", problem) }
    return lines.joined(separator: "\n") + "\n"
  }

  static func text(_ request: Request) -> String {
    var text = "\(request.requirement)"
    if request.scope != .main { text += " {\(self.text(request.scope))}" }
    if request.source != .index(nil) { text += " from \(self.text(request.source))" }
    if !request.hashes.isEmpty { text += " hashes \(request.hashes.count)" }
    if request.isBioconductor { text += " (Bioconductor)" }
    if request.isNameFolded { text += " (case unknown)" }
    if request.isNameGuessed { text += " (name guessed)" }
    return text + " @ \(request.place)"
  }

  static func text(_ package: Lock.Package) -> String {
    var text = "\(package.id) \(package.version?.description ?? "unversioned")"
    if package.source != .index(nil) { text += " from \(self.text(package.source))" }
    if !package.hashes.isEmpty {
      text += " hashes \(package.hashes.map { $0.fileName ?? "?" }.joined(separator: " "))"
    }
    if package.isBioconductor { text += " (Bioconductor)" }
    return text
  }

  static func text(_ scope: Scope) -> String {
    switch scope {
    case .main: "main"
    case .extra(let name): "extra \(name)"
    case .group(let name): "group \(name)"
    }
  }

  static func text(_ source: PackageSource) -> String {
    switch source {
    case .index(let url): "index \(url ?? "")"
    case .archive(let url, let directory): "archive \(url)\(directory.map { " in \($0)" } ?? "")"
    case .git(let git):
      "git \(git.url) \(git.reference ?? "head")"
        + (git.commit.map { " = \($0.prefix(7))" } ?? "")
        + (git.subdirectory.map { " in \($0)" } ?? "")
    case .path(let path): "path \(path)"
    case .other(let system, let url): "\(system) \(url)"
    }
  }
}
