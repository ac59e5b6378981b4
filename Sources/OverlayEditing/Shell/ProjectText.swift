import NixSyntax

/// What a shell says of the project that it is for, so that its code is imported from where it is.
package struct ProjectText: Hashable, Sendable {
  /// How Python comes to the code.
  package enum Way: Hashable, Sendable {
    /// nixpkgs' `mkPythonEditablePackage`, by which the project is installed, with its programs.
    case editable(name: String, version: String, scripts: [String: String])
    /// The search path alone.
    case searchPath
  }

  /// The directories of the project and of its code, from where the shell is entered: `.`, `libs/a`.
  package let directory: String
  package let code: String
  /// Of a Python project.
  package let python: Way?
  /// Whether it is an R package.
  package let isR: Bool

  package init(directory: String, code: String, python: Way?, isR: Bool) {
    self.directory = directory
    self.code = code
    self.python = python
    self.isR = isR
  }

  /// Whether Python is needed though no package is.
  var needsPython: Bool { python != nil }

  /// The element of `withPackages` that is the project.
  var editable: [String] {
    guard case .editable(let name, let version, let scripts)? = python else { return [] }
    var lines = [
      "# The project, whose code is imported from where it is.",
      "(ps.mkPythonEditablePackage {",
      "  pname = \(NixLiteral.string(name));",
      "  version = \(NixLiteral.string(version));",
      "  root = \"\(Self.path("$PROJECT_ROOT", code))\";",
    ]
    if !scripts.isEmpty {
      lines.append("  scripts = {")
      lines += scripts.sorted { $0.key < $1.key }.map {
        "    \(NixLiteral.attributeName($0.key)) = \(NixLiteral.string($0.value));"
      }
      lines.append("  };")
    }
    return lines + ["})"]
  }

  /// What is run on entering the shell.
  var hook: [String] {
    var lines: [String] = []
    switch python {
    case .editable:
      lines += [
        "# Where the project is, whose code is imported from there.",
        "export PROJECT_ROOT=\"$PWD\"",
      ]
    case .searchPath: lines += ["# The project's code is imported from where it is.", exportedPath]
    case nil: break
    }
    if isR {
      lines.append("# The project's R code, from within R: devtools::load_all(\"\(directory)\")")
    }
    return lines
  }

  /// The command that puts the code on Python's search path, as a shell's hook has it.
  package var exportedPath: String {
    "export PYTHONPATH=\"\(Self.path("$PWD", code))''${PYTHONPATH:+:$PYTHONPATH}\""
  }

  private static func path(_ root: String, _ directory: String) -> String {
    directory == "." ? root : "\(root)/\(directory)"
  }
}
