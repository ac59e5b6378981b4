import PackageMetadata
import PythonSource
import Versions

extension PlanWording {
  /// What keeps code from being imported, as a clause.
  static func text(_ obstacle: CodeObstacle) -> String {
    let module = obstacle.finding.module
    switch obstacle.finding.kind {
    case .missing(let name), .unknown(let name): return "'\(module)' imports '\(name)'"
    case .absent(let taken) where taken.name.hasPrefix("__"):
      return "'\(module)' uses '\(taken.name)' of '\(taken.module)', which does not have it"
    case .absent(let taken):
      return "'\(module)' imports '\(taken.name)' from '\(taken.module)', which does not have it"
    case .ofPythonTwo(let name): return "its code is for Python 2: '\(module)' imports '\(name)'"
    case .lost(let name, let since):
      let time = since == 0 ? "Python 2" : "a Python older than 3.\(since)"
      return "its code is for \(time): '\(module)' imports '\(name)'"
    case .implicit(let name):
      return "its code is for Python 2: '\(module)' imports its neighbour '\(name)' without a dot"
    case .obstacle(let obstacle): return text(obstacle, in: module)
    }
  }

  /// What keeps a module from being compiled, as a clause.
  private static func text(_ obstacle: PythonModule.Obstacle, in module: String) -> String {
    let what =
      switch obstacle.kind {
      case .printStatement: "a print statement"
      case .execStatement: "an exec statement"
      case .exceptComma: "'except' with a comma"
      case .raiseComma: "'raise' with a comma"
      case .backtick: "a backtick"
      case .unequal: "the operator '<>'"
      case .oldNumber: "a number in Python 2 notation"
      case .oldString: "a string in Python 2 notation"
      case .tupleParameter: "a tuple among parameters"
      case .asyncName: "'async' as a name"
      }
    return "its code is for Python 2: line \(obstacle.line) of '\(module)' has \(what)"
  }

  /// What keeps an archive from being built, as a clause.
  static func text(_ obstacle: BuildObstacle) -> String {
    switch obstacle {
    case .conversion: "its setup.py sets use_2to3, which setuptools no longer supports"
    case .script(let obstacle): text(obstacle, in: "setup")
    case .missingFile(let path), .neededFile(let path):
      "its setup.py needs '\(path)', which the archive lacks"
    case .missingModule(let name):
      "its setup.py imports '\(name)', which neither the archive nor what builds it has"
    case .raises: "its setup.py only raises an error"
    case .unknownKey(let key): "its pyproject.toml has '\(key)' in [build-system]"
    case .poetryExtra(let text):
      "its pyproject.toml has '\(text)' in [tool.poetry.extras], which is not a package name"
    case .namelessProject: "its pyproject.toml has no name in [project]"
    case .downloads: "its setup.py downloads files during the build, which Nix does not allow"
    case .missingHook(let path):
      "its pyproject.toml has the script '\(path)' run, which the archive lacks"
    case .hookDownloads(let program):
      "a script of its build calls '\(program)', which downloads files, which Nix does not allow"
    case .oldVersioneer: "its versioneer.py is older than 2021"
    case .pipParsing: "its setup.py reads requirements with modules that pip has no longer"
    case .optimisedBytecode: "its setup.cfg wants optimised bytecode"
    case .cargo(let problem): text(problem)
    }
  }

  /// What keeps the Rust part of an archive from being built, as a clause.
  static func text(_ problem: CargoProblem) -> String {
    switch problem {
    case .noLock(let directory):
      "its source has no Cargo.lock" + (directory.isEmpty ? "" : " for '\(directory)'")
        + ", so its crates are not pinned"
    case .noCrates: "its Cargo.lock names no crates: it is empty or truncated"
    case .unreadable(let line, let reason):
      "its Cargo.lock cannot be read: line \(line): \(reason)"
    case .unknownVersion(let version): "its Cargo.lock has unknown version \(version)"
    case .tooManyCrates(let count): "its Cargo.lock has \(count) crates, over the limit"
    case .noChecksum(let crate): "its Cargo.lock has no checksum of '\(crate)'"
    case .otherSource(let crate, let source):
      "its crate '\(crate)' is from neither crates.io nor git: '\(source)'"
    case .lacksCrate(let crate):
      "its Cargo.toml needs '\(crate)', which its Cargo.lock lacks"
    case .outside(let path): "its crate is outside the archive: '\(path)'"
    case .oldNixpkgs:
      "its source has Rust code, and this nixpkgs has no rustPlatform.importCargoLock"
    }
  }
}
