import Basics

/// What a setup.py makes of its archive.
extension SdistScan {
  /// Whether a setup.py may make files before it has them installed.
  static func makesFiles(_ script: [UInt8]) -> Bool {
    let ways = ["subprocess", "os.system", "shutil", "copy", "\"w", "'w", "symlink"]
    return ways.contains { contains(script, $0) }
  }

  /// Whether a setup.py takes `parse_requirements` from pip, which promised nobody that function.
  static func parsesWithPip(_ script: [UInt8]) -> Bool {
    let ways = ["from pip.req", "from pip._internal.req"]
    let isTaken =
      ways.contains { contains(script, $0) } && contains(script, "import parse_requirements")
      && !contains(script, "parse_requirements as ")
    return isTaken || contains(script, "pip.req.parse_requirements")
  }

  /// Whether a setup.py goes on where a module of machine code does not compile, since the package does
  /// without: its own `build_extension` catches the failure.
  static func toleratesFailures(_ script: [UInt8]) -> Bool {
    guard let start = ByteSearch.range(of: "def build_extension(", in: script[...]) else {
      return false
    }
    return ByteSearch.range(of: "except", in: script[start.upperBound...]) != nil
  }

  /// Backends that have nothing to do with a setup.py beside the pyproject.toml, by how their names begin.
  private static let otherBackends = [
    "flit", "hatchling", "maturin", "mesonpy", "pdm", "poetry", "scikit_build_core", "uv_build",
  ]

  /// Whether a build runs the setup.py.
  func runsScript(_ project: PyProjectFile?) -> Bool {
    guard let backend = project?.backend, project?.hasBackendPath != true else { return true }
    return !Self.otherBackends.contains { backend.hasPrefix($0) }
  }

  /// Where modules lie that packages have in directories of other names, `package_dir={"pkg": "lib"}`: their
  /// paths by those where they are installed.
  func installedPlaces(_ folders: [String: String]) -> [String: String] {
    var places: [String: String] = [:]
    for (package, folder) in folders.sorted(by: { $0.key < $1.key }) {
      let target = package.split(separator: ".").joined(separator: "/")
      let parts = folder.split(separator: "/").filter { $0 != "." }
      let source = parts.map { $0 + "/" }.joined()
      if source == target + "/" { continue }
      for path in paths where path.hasPrefix(source) {
        let rest = path.dropFirst(source.count)
        // Of the archive's own directory only the modules in it are meant.
        if source.isEmpty, rest.contains("/") || rest == "setup.py" { continue }
        places["\(target)/\(rest)"] = path
      }
    }
    return places
  }
}
