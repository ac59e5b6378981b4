import Basics
import Nix

/// What a program of `Programs/` finds of the text on trial, where that is no value.
///
/// It is thrown as a code, `nixgraft:unknown-input:NAME`, which nobody is shown.
enum ProgramVerdict: String, CaseIterable {
  // Of overlays.
  /// A function that takes most of what it uses from another set than nixpkgs.
  case foreign
  /// One whose attributes are those of another set, too.
  case ambiguous
  /// A function that returns one package, and no set of them.
  case onePackage = "one-package"
  /// A package that is in no set which may have it.
  case noEffect = "no-effect"

  // Of shells.
  /// An input of a flake that nothing stands in for; the detail is its name.
  case unknownInput = "unknown-input"
  /// An argument of a file that nixpkgs does not have; the detail is its name.
  case unknownArgument = "unknown-argument"
  case flakePartsModule = "flake-parts-module"
  case noDerivation = "no-derivation"
  /// A flake without a development shell; the detail is the system.
  case noShell = "no-shell"

  private static let mark = "nixgraft:"

  /// The verdict that ended an evaluation, and its detail; nil where something else did.
  static func thrown(in complaint: NixMessage.Complaint) -> (verdict: Self, detail: String)? {
    guard let mark = complaint.message.firstRange(of: Self.mark) else { return nil }
    let code = complaint.message[mark.upperBound...].prefix { $0 == "-" || $0.isLetter }
    guard let verdict = Self(rawValue: String(code)) else { return nil }
    let rest = complaint.message[code.endIndex...].prefix { !$0.isNewline }
    return (verdict, rest.hasPrefix(":") ? String(rest.dropFirst()) : "")
  }
}
