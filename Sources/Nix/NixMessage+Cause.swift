internal import Basics

extension NixMessage {
  /// What an error of an evaluation is about, where Nix's words, or those of nixpkgs, are known.
  package enum Cause: Hashable, Sendable {
    /// An attribute that a set does not have.
    case missingAttribute(String)
    /// A Python package that does not support the interpreter.
    case otherInterpreter
    case infiniteRecursion
    /// A package whose `meta.platforms` does not have the system.
    case otherPlatform

    init?(_ message: String) {
      if let name = message.between("attribute '", "' missing") {
        self = .missingAttribute(name)
      } else if message.has("not supported for interpreter") {
        self = .otherInterpreter
      } else if message.has("infinite recursion") {
        self = .infiniteRecursion
      } else if message.has("is not available on the requested hostPlatform") {
        self = .otherPlatform
      } else {
        return nil
      }
    }
  }
}

extension NixMessage.Complaint {
  /// What it is about, if that is known.
  package var cause: NixMessage.Cause? { NixMessage.Cause(message) }

  /// Whether it names something, such as a derivation or what a `throw` of ours says.
  package func mentions(_ name: String) -> Bool { message.has(name) }
}
