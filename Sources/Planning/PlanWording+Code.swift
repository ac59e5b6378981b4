import PackageMetadata
import PythonSource
import Versions

extension PlanWording {
  /// What keeps code from being imported, as a clause.
  static func text(_ obstacle: CodeObstacle) -> String {
    let module = obstacle.finding.module
    switch obstacle.finding.kind {
    case .missing(let name), .unknown(let name): return "'\(module)' imports '\(name)'"
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
      case .oldNumber: "a number of Python 2"
      case .oldString: "a string of Python 2"
      case .tupleParameter: "a tuple among parameters"
      case .asyncName: "'async' as a name"
      }
    return "its code is for Python 2: line \(obstacle.line) of '\(module)' has \(what)"
  }

  /// What keeps an archive from being built, as a clause.
  static func text(_ obstacle: BuildObstacle) -> String {
    switch obstacle {
    case .conversion: "its setup.py asks for use_2to3, which setuptools no longer has"
    case .script(let obstacle): text(obstacle, in: "setup")
    case .missingFile(let path): "its setup.py opens '\(path)', which the archive lacks"
    case .raises: "its setup.py does nothing but raise an error"
    case .unknownKey(let key): "its pyproject.toml has '\(key)' in [build-system]"
    case .downloads: "its setup.py downloads files when it is built, which Nix does not allow"
    case .oldVersioneer: "its versioneer.py is of before 2021"
    }
  }

  /// Why a release cannot be built, where it has no wheel, and which project is probably meant.
  static func unbuildable(
    _ version: PackageVersion, _ words: String, meant: PackageID? = nil
  ) -> String {
    "release \(version) cannot be built: \(words)"
      + (meant.map { "; the project of that module is '\($0.name)'" } ?? "")
  }

  /// That a release has no module, and which project is probably meant.
  static func installsNothing(_ version: PackageVersion?, meant: PackageID) -> String {
    (version.map { "release \($0) " } ?? "it ")
      + "installs no module; the project of the module of its name is '\(meant.name)'"
  }

  /// Why a release cannot be imported.
  static func unimportable(_ version: PackageVersion?, _ obstacle: CodeObstacle) -> String {
    (version.map { "release \($0): " } ?? "") + text(obstacle)
  }

  /// That a package is of no use on the systems that Nix serves.
  static let forWindowsOnly = "its classifiers say that it is for Windows only"
}
