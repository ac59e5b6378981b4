import Basics
import CRAN
import Nix
import Nixpkgs
import PyPI
import Transfer

/// `doctor`: whether what every other verb works with can be used.
package struct Doctor: Sendable {
  /// What is looked at, in this order.
  package enum Subject: String, Hashable, Sendable, CaseIterable {
    case nix, store, nixpkgs, index, cran, cache, overlay
  }

  package enum Status: String, Hashable, Sendable, CaseIterable {
    /// It can be used.
    case ok
    /// It can be used by some verbs only, or not yet.
    case warning
    /// It cannot be used.
    case failed
  }

  /// What was found of one subject.
  package struct Finding: Hashable, Sendable {
    package let subject: Subject
    package let status: Status
    /// What is there, or what is wrong, in a sentence.
    package let summary: String
    package let hints: [Hint]
  }

  package struct Report: Sendable {
    package let findings: [Finding]
    /// Whether nothing failed.
    package var isGood: Bool { !findings.contains { $0.status == .failed } }
  }

  let workspace: Workspace

  package init(workspace: Workspace) {
    self.workspace = workspace
  }

  /// Looks at everything; what fails is in the report.
  package func run() async -> Report {
    var findings: [Finding] = []
    for subject in Subject.allCases {
      workspace.progress?(.step("checking \(subject.rawValue)"))
      findings.append(await finding(of: subject))
    }
    return Report(findings: findings)
  }

  private func finding(of subject: Subject) async -> Finding {
    do {
      switch subject {
      case .nix: return try await nix()
      case .store: return try await store()
      case .nixpkgs: return try await nixpkgs()
      case .index: return try await index()
      case .cran: return try await cran()
      case .cache: return try cache()
      case .overlay: return try overlay()
      }
    } catch {
      return Finding(
        subject: subject, status: .failed, summary: error.what, hints: error.hints)
    }
  }

  private func good(_ subject: Subject, _ summary: String) -> Finding {
    Finding(subject: subject, status: .ok, summary: summary, hints: [])
  }

  // MARK: Nix

  private func nix() async throws(Failure) -> Finding {
    let version = try await withNix { () async throws(NixError) in
      try await workspace.tool.version()
    }
    let place = workspace.tool.path(of: "nix-instantiate") ?? "PATH"
    let flakes = await workspace.tool.hasFlakes() ? "on" : "off"
    return good(.nix, "version \(version), \(place); flakes are \(flakes)")
  }

  private func store() async throws(Failure) -> Finding {
    do {
      try await workspace.tool.tryBuilding()
    } catch .failed(_, let words) {
      // Overlays are planned and written all the same.
      return Finding(
        subject: .store, status: .warning, summary: "cannot build: \(words)",
        hints: ["see the Nix manual on 'sandbox', 'build-users-group' and 'build-dir'"])
    } catch {
      throw Failure(error)
    }
    return good(.store, "a trivial build succeeded")
  }

  private func nixpkgs() async throws(Failure) -> Finding {
    let location = try await workspace.location()
    var evaluation = workspace.evaluation(
      NixProgram(
        "{ entry, python }: let pkgs = import entry { }; in { version = pkgs.lib.version; python = pkgs.${python}.version or null; }"
      ),
      ["python": .string(workspace.options.python)])
    evaluation.entries = location.entries
    let outcome = try await evaluation.outcome([String: String?].self)
    let from = location.project.map { " from \($0.name)" } ?? ""
    switch outcome {
    case .failure(let failure):
      throw Failure(
        .nix, "the nixpkgs at '\(location.path)' does not evaluate: \(failure.message)",
        hints: ["use another nixpkgs: \(option: .nixpkgs("PATH"))"])
    case .value(let facts, _):
      let version = (facts["version"] ?? nil) ?? "unknown version"
      guard let python = facts["python"] ?? nil else {
        return Finding(
          subject: .nixpkgs, status: .warning,
          summary: "\(version)\(from), \(location.path); it has no '\(workspace.options.python)'",
          hints: ["choose an interpreter that it has with \(name: .python)"])
      }
      return good(.nixpkgs, "\(version)\(from), \(location.path); Python \(python)")
    }
  }

  // MARK: Network

  private func index() async throws(Failure) -> Finding {
    let asked = workspace.options.indexURLs
    let urls = asked.isEmpty ? [PyPIOptions.defaultIndexURL] : asked
    for url in urls { try await reach("\(Self.folder(url))pip/", of: url, allowsMissing: true) }
    return good(.index, answers(urls))
  }

  private func cran() async throws(Failure) -> Finding {
    let asked = workspace.options.cranMirrors
    let urls = asked.isEmpty ? [CRANRepository.cranURL] : asked
    for url in urls { try await reach("\(Self.folder(url))src/contrib/PACKAGES.gz", of: url) }
    return good(.cran, answers(urls))
  }

  private func answers(_ urls: [String]) -> String {
    let names = urls.joined(separator: ", ")
    return workspace.options.isOffline
      ? "\(names) not checked: offline" : "\(names) answers"
  }

  private static func folder(_ url: String) -> String { url.hasSuffix("/") ? url : url + "/" }

  /// - Throws: `Failure` if a server does not answer as an index does.
  private func reach(
    _ url: String, of index: String, allowsMissing: Bool = false
  ) async throws(Failure) {
    if workspace.options.isOffline { return }
    let response: TransferResponse
    do {
      response = try await workspace.client.fetch(TransferRequest(url: url, method: .head))
    } catch {
      throw Failure(
        .network, "cannot reach '\(index)': \(error)",
        hints: [
          "check the network, and https_proxy and SSL_CERT_FILE where they are needed",
          "to use only the cache: \(name: .offline)",
        ])
    }
    guard response.isSuccess || (allowsMissing && response.status == 404) else {
      throw Failure(
        .network, "'\(url)' answered \(response.status)",
        hints: ["check the address, and the login where it needs one"])
    }
  }

  // MARK: Files

  private func cache() throws(Failure) -> Finding {
    guard let directory = workspace.cacheDirectory else {
      return Finding(
        subject: .cache, status: .warning, summary: "HOME is unset, so nothing is cached",
        hints: ["set HOME or XDG_CACHE_HOME, or name a directory with \(name: .cacheDirectory)"])
    }
    let trial = "\(directory)/doctor-trial"
    do {
      try Files.makeDirectories(directory)
      try Files.write(Array("trial".utf8), to: trial)
      Files.remove(trial)
    } catch {
      return Finding(
        subject: .cache, status: .warning, summary: "cannot write '\(directory)': \(error)",
        hints: [
          "answers are fetched again each time; name another directory with \(name: .cacheDirectory)"
        ])
    }
    return good(.cache, directory)
  }

  private func overlay() throws(Failure) -> Finding {
    let path = workspace.options.overlayPath
    guard Files.exists(path) else { return good(.overlay, "'\(path)' does not exist yet") }
    let graph = try OverlayGraph.read(path).graph
    let count = graph.packages.count
    return good(.overlay, "'\(path)' has \(count) package\(count == 1 ? "" : "s")")
  }
}
