import Basics
import Nix
import NixSyntax
import Nixpkgs
import OverlayEditing

/// A trial of a file that makes an environment before it is put in its place: Nix evaluates it to
/// its derivation.
struct EnvironmentTrial: Sendable {
  /// What came of it.
  enum Outcome: Hashable, Sendable {
    /// The derivations, as Nix prints them.
    case evaluates(derivations: [UInt8])
    /// It needs something from the network that is not available.
    case unreachable(String)
    case fails(String)
  }

  let environment: [String: String]
  let location: NixpkgsLocation
  let system: String
  let isFlake: Bool
  /// The name of the shell, where there are several.
  var attribute: String?

  /// Evaluates a text in the place of the file at `path`.
  func run(_ text: [UInt8], at path: String) async throws(Failure) -> Outcome {
    let trial = "\(path).nixgraft-trial"
    try TextFile.write(text, to: trial)
    defer { Files.remove(trial) }
    // `<nixpkgs/…>` names a file in a folder; else the entry that is known to let this Nix in.
    let isFolder = String(decoding: text, as: UTF8.self).contains("<nixpkgs/")
    let tree = isFolder ? location.root : location.entry
    // So it is where a flake takes its nixpkgs for a folder.
    let isInput = ["${nixpkgs}", "nixpkgs +", "nixpkgs.outPath", "${inputs.nixpkgs}"].contains {
      String(decoding: text, as: UTF8.self).contains($0)
    }
    let result: NixTool.Result
    do {
      result = try await NixTool(environment: environment).run(
        NixTool.Job(
          "nix-instantiate",
          [
            // What is built while evaluating, as `fetchFromGitHub` is, needs its derivation in the store.
            "--eval", "--strict", "--json", "--read-write-mode", "-I", "nixpkgs=\(tree)", "--expr",
            isFlake ? Self.flake : Self.shell, "--arg", "file",
            NixLiteral.absolutePath(Files.absolute(trial)), "--arg", "entry",
            NixLiteral.absolutePath(location.entry), "--arg", "root",
            NixLiteral.absolutePath(location.root), "--arg", "source",
            NixLiteral.absolutePath(isInput ? location.root : location.entry), "--argstr",
            "system", system,
            "--argstr", "attribute", attribute ?? "default",
          ]))
    } catch {
      throw Failure(error)
    }
    if result.succeeded { return .evaluates(derivations: result.output) }
    let errors = String(decoding: result.errors, as: UTF8.self)
    let message = NixMessage.complaint(of: result.errors, in: "").message
    let isNetwork = [
      "unable to download", "resolve host", "Failed to connect", "Could not connect",
      "program 'git' failed", Self.otherInputs,
    ].contains { errors.contains($0) }
    return isNetwork ? .unreachable(message) : .fails(message)
  }

  /// Evaluates a shell or an image, with nixpkgs' attributes for parameters without defaults.
  private static let shell = """
    { file, entry, root, source, system, attribute }:
    let
      value = import file;
      pkgs = import entry { };
      parameters = builtins.functionArgs value;
      needed = builtins.filter (name: !parameters.${name}) (builtins.attrNames parameters);
      arguments = builtins.listToAttrs (
        map (name: { inherit name; value = if name == "pkgs" then pkgs else pkgs.${name}; }) needed
      );
      called = if builtins.isFunction value then value arguments else value;
      derivations =
        if called ? drvPath then [ called ]
        else if (called.${attribute} or { }) ? drvPath then [ called.${attribute} ]
        else builtins.filter (v: v ? drvPath) (builtins.attrValues called);
    in
    if derivations == [ ] then throw "it has no derivation" else map (d: d.drvPath) derivations
    """

  /// Evaluates the development shell of a flake.
  private static let flake = """
    { file, entry, root, source, system, attribute }:
    let
      outputs = (import file).outputs;
      inputs = {
        inherit self;
        nixpkgs = {
          outPath = toString source;
          lib = import (root + "/lib");
          legacyPackages.${system} = import entry { inherit system; };
        };
      };
      self = outputs inputs;
      others = removeAttrs (builtins.functionArgs outputs) [ "self" "nixpkgs" ];
      required = builtins.filter (name: !others.${name}) (builtins.attrNames others);
    in
    if required != [ ] then throw "\(otherInputs) ${toString required}"
    else (self.devShells.${system}.${attribute} or self.devShell.${system}).drvPath
    """

  private static let otherInputs = "the flake has other inputs:"
}
