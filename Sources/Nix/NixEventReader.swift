/// A reader of the steps that one run of Nix tells.
package struct NixEventReader: Sendable {
  private var counters: Set<Int> = []

  package init() {}

  /// The step of a line; `nil` if it tells nothing of use.
  package mutating func event(of line: [UInt8]) -> NixBuildEvent? {
    NixBuildEvent(line: line, counters: &counters)
  }
}
