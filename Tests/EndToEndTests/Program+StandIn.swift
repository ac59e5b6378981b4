import FoundationEssentials
import TestSupport
import Testing

extension Program {
  /// Whether the stand-in for nixpkgs can build here: Nix, and the host's Python and R.
  static var canBuild: Bool { missing.isEmpty }

  /// What the host lacks for that, as the note on tests that are skipped.
  static var cannotBuild: Comment { "missing to build: \(missing.joined(separator: ", "))" }

  private static var missing: [String] {
    let files = ["/usr/bin/python3", "/usr/bin/R", "/usr/bin/gcc", "/usr/lib/R/library/MASS"]
    return (find("nix-build") == nil ? ["nix-build"] : []) + files.filter { access($0, F_OK) != 0 }
  }

  static var standIn: String { "\(root)/Fixtures/nixpkgs" }

  /// Runs `nixgraft` against the stand-in; `path` goes before PATH.
  func building(_ arguments: [String], path: String? = nil) throws -> Outcome {
    let whole = path.map { "\($0):" + (getenv("PATH").map { String(cString: $0) } ?? "") }
    return try run(
      [Self.executable] + arguments + [
        "--nixpkgs", Self.standIn, "--cache-dir", "\(folder)/cache",
      ],
      path: whole)
  }

  /// A stand-in for one of Nix's programs, in a directory for PATH.
  func fake(_ program: String, _ script: String) -> String {
    write("#!/bin/sh\n" + script, to: "\(program).text")
    makeProgram(at: "\(folder)/\(program)", of: "\(folder)/\(program).text")
    return folder
  }

  /// The packages of a `check --json`, by name.
  static func checks(_ outcome: Outcome) throws -> [String: Check] {
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    return Dictionary(uniqueKeysWithValues: report.packages.map { ($0.package, $0) })
  }

  private struct Report: Decodable {
    let packages: [Check]
  }

  /// A package as `check --json` has it.
  struct Check: Decodable {
    let package: String
    let attribute: String
    let version: String?
    let status: String
    let stage: String
    let reason: String?
    let place: String?
    let log: [String]
    let advice: String?
    let drvPath: String?
    let outPath: String?
    let loaded: [String]
    let notTriedFor: [String]
  }
}

extension Program {
  /// A file of Documentation.
  static func document(_ path: String) -> String? {
    FileManager.default.contents(atPath: "\(root)/Documentation/\(path)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
