/// What conda's names mean in the terms of PyPI, CRAN, Bioconductor and nixpkgs.
enum CondaNames {
  enum Meaning: Hashable {
    case python
    case r
    /// A package that is part of R.
    case partOfR
    case environmentTool
    /// A package of nixpkgs' top level, by its attribute.
    case tool(String?)
    /// An R package by its name in lower case.
    case rPackage(String, isBioconductor: Bool)
    case pypi(String)
  }

  static func meaning(of name: String) -> Meaning {
    if name == "python" || pythonParts.contains(name) { return .python }
    if name == "r" || name == "r-base" || name == "r-essentials" { return .r }
    if environmentTools.contains(name) { return .environmentTool }
    if let attribute = tools[name] { return .tool(attribute) }
    if name.hasPrefix("bioconductor-") {
      return .rPackage(String(name.dropFirst("bioconductor-".count)), isBioconductor: true)
    }
    if name.hasPrefix("r-") {
      let package = String(name.dropFirst(2))
      return partsOfR.contains(package) ? .partOfR : .rPackage(package, isBioconductor: false)
    }
    // `lib…` and `…-cos7-x86_64` are native packages.
    if name.hasSuffix("-64") || name.contains("-linux-64") || name.hasPrefix("_") {
      return .tool(nil)
    }
    return .pypi(pypiNames[name] ?? name)
  }

  /// Whether the table has the name, so that its meaning is not a guess.
  static func isKnown(_ name: String) -> Bool { pypiNames[name] != nil }

  private static let pythonParts: Set<String> = [
    "python_abi", "python-abi", "pypy", "pypy3.9", "python-gil", "python-freethreading",
  ]

  private static let environmentTools: Set<String> = [
    "anaconda", "conda", "conda-build", "conda-env", "libmamba", "mamba", "micromamba", "pip",
    "conda-libmamba-solver", "conda-lock", "miniconda", "nodefaults", "nomkl", "mkl-service",
    "mkl", "mkl_fft", "mkl_random", "intel-openmp", "blas", "libblas", "liblapack", "libcblas",
    "cpuonly", "pytorch-mutex", "pytorch-cuda", "tzdata", "ca-certificates", "certifi-win32",
  ]

  private static let partsOfR: Set<String> = [
    "base", "compiler", "datasets", "grdevices", "graphics", "grid", "methods", "parallel",
    "splines", "stats", "stats4", "tcltk", "tools", "utils",
  ]
}
