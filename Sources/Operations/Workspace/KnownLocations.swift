import Nixpkgs
import Synchronization

/// The places of nixpkgs that were found, by what was asked for; `nil` for what a project or the
/// machine has.
final class KnownLocations: Sendable {
  private let found = Mutex<[String?: NixpkgsLocation]>([:])

  subscript(nixpkgs: String?) -> NixpkgsLocation? {
    get { found.withLock { $0[nixpkgs] } }
    set { found.withLock { $0[nixpkgs] = newValue } }
  }
}
