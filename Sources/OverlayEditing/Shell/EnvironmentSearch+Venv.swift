import NixSyntax

/// Shells whose hook makes a virtual environment of their Python:
///
///     packages = [ pkgs.python3 ];
///     shellHook = ''
///       python -m venv .venv
///       source .venv/bin/activate
///     '';
///
/// Its interpreter does not see the packages of `withPackages`, but those that setup hooks put on PYTHONPATH.
extension EnvironmentSearch {
  /// Whether a hook of the shell makes one that sees nothing but PYTHONPATH.
  var makesVirtualEnvironment: Bool {
    let texts = calls.flatMap(\.bindings).filter { binding in
      !EnvironmentKnowledge.inputs.contains(binding.name ?? "")
    }.flatMap { binding in
      Reduction.parts(of: binding.value, [.names, .calls], in: reader.knownCalls)
        .map(\.node.text)
    }
    func mentions(_ words: String...) -> Bool {
      texts.contains { text in words.contains(where: text.contains) }
    }
    return mentions("-m venv ", "-m virtualenv ", "virtualenv .", "virtualenv \"", "virtualenv $")
      && !mentions("system-site-packages", "unset PYTHONPATH", "PYTHONPATH=\"\"", "PYTHONPATH=''")
  }
}

extension EnvironmentEditor {
  /// Whether the elements of a list run setup hooks, which show packages to an interpreter beside them.
  func hasSetupHooks(_ name: String) -> Bool {
    search.hasSetupHooks
      && !["paths", "contents", "copyToRoot", "targetPkgs", "extraPkgs"].contains(name)
  }
}
