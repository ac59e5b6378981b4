import PackageMetadata
import Planning

extension PythonDerivation {
  /// The variables of a build: of one from a repository the version, which the backend would ask git for, and
  /// what CMake is told.
  var environment: [NixBinding] {
    var variables: [(name: String, value: String)] = []
    if build.sources.first?.artifact.checkout != nil {
      let tools = Set(build.buildSystem.map(\.id.name))
      variables += Self.versionVariables.filter { tools.contains($0.tool) }.map {
        ($0.variable, package.version)
      }
    }
    if !build.isWheel {
      // scikit-build reads it, scikit-build-core too, and most scripts that run CMake.
      if !native.cmakeDefinitions.isEmpty {
        variables.append(("CMAKE_ARGS", native.cmakeDefinitions.joined(separator: " ")))
      }
      if build.fixes.hasNewClassifiers {
        variables.append(("HATCH_METADATA_CLASSIFIERS_NO_VERIFY", "1"))
      }
      // Its own copy of OpenSSL, which it would compile, is for those who have none.
      if build.hints.contains("crate:openssl-src"), native.libraries.contains("openssl") {
        variables.append(("OPENSSL_NO_VENDOR", "1"))
      }
      // CMake 4 takes no project that was written for one of before 3.5, unless it is told to.
      if native.hasOldPolicies, dialect.hasBuildSystem {
        variables.append(("CMAKE_POLICY_VERSION_MINIMUM", "3.5"))
      }
    }
    let bindings = variables.map { NixBinding.value($0.name, .string($0.value)) }
    // Trees of before there was 'env' make a variable of each attribute.
    guard dialect.hasBuildSystem else { return bindings }
    return bindings.isEmpty
      ? [] : [.value("env", .set(bindings, isRecursive: false), startsGroup: true)]
  }

  /// The variables that tell tools the version which they else compute from tags.
  private static let versionVariables: [(tool: String, variable: String)] = [
    ("hatch-vcs", "SETUPTOOLS_SCM_PRETEND_VERSION"),
    ("pdm-backend", "PDM_BUILD_SCM_VERSION"),
    ("poetry-dynamic-versioning", "POETRY_DYNAMIC_VERSIONING_BYPASS"),
    ("setuptools-scm", "SETUPTOOLS_SCM_PRETEND_VERSION"),
    ("versioneer", "VERSIONEER_OVERRIDE"),
  ]
}
