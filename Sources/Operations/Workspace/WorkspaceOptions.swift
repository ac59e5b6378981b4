import Nix
import Transfer

/// The options of every verb: where things are, and how to reach them.
package struct WorkspaceOptions: Hashable, Sendable {
  package var overlayPath = "overlay.nix"
  /// What names the nixpkgs (`NixpkgsReference`); `nil` for that of the project, else of the machine.
  package var nixpkgs: String?
  /// The interpreter's attribute.
  package var python = "python3"
  /// Simple API addresses in order; empty for PyPI.
  package var indexURLs: [String] = []
  /// CRAN-like repositories in order; empty for CRAN itself.
  package var cranMirrors: [String] = []
  /// CRAN-like repositories for the R packages that are named, in order, and for what CRAN lacks.
  package var repositories: [String] = []
  /// The release of Bioconductor; nil for that of nixpkgs.
  package var bioconductor: String?
  /// Whether the program `keyring` is asked for passwords of indexes.
  package var asksKeyring = false
  /// Whether source archives that do not list their requirements may compute them, run by Nix.
  package var probes = false
  package var isOffline = false
  /// `nil` for the XDG default.
  package var cacheDirectory: String?
  /// How long one evaluation by Nix may take; `nil` for as long as it takes.
  package var evaluationLimit: Duration? = NixEvaluation.defaultTimeLimit
  /// Transfers at a time; `nil` for the default.
  package var jobs: Int?
  /// Where transfers are recorded or replayed from, for tests.
  package var replayDirectory: String?
  package var isRecording = false

  package init() {}
}

extension WorkspaceOptions {
  /// What the environment variables with the credentials of an index begin with.
  package static func credentialsVariable(for url: String) -> String? {
    Credentials.variable(for: url)
  }

  /// Takes the credentials out of the addresses, which are shown, and written into overlays.
  mutating func takeCredentials() -> Credentials {
    var credentials = Credentials()
    indexURLs = indexURLs.map { credentials.takeIndex(from: $0) }
    cranMirrors = cranMirrors.map { credentials.takeIndex(from: $0) }
    repositories = repositories.map { credentials.takeIndex(from: $0) }
    return credentials
  }
}
