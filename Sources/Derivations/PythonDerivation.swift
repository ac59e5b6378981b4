package import Nixpkgs
import PackageMetadata
package import Planning

/// A `buildPythonPackage` derivation made from a planned package, in the dialect of its nixpkgs.
package struct PythonDerivation: Sendable {
  let package: PlannedPackage
  let dialect: Dialect
  let urlOnly: Bool

  /// `urlOnly` forbids `fetchPypi`.
  package init(_ package: PlannedPackage, dialect: Dialect, urlOnly: Bool = false) {
    self.package = package
    self.dialect = dialect
    self.urlOnly = urlOnly
  }

  /// What the overlay holds.
  package var derivation: Derivation {
    Derivation(
      id: package.id, attribute: package.attribute,
      comment: DerivationComment.lines(for: package),
      expression: .apply(
        .python("buildPythonPackage"), .set(bindings, isRecursive: true)))
  }

  /// The fetcher that the source uses, and its expression.
  package var fetch: FetchExpression? {
    FetchExpression.python(
      sources: package.sources, pname: package.id.name, version: package.version,
      dialect: dialect, urlOnly: urlOnly)
  }

  private var isWheel: Bool {
    if case .wheel = package.sources.first?.artifact.kind { true } else { false }
  }

  private var bindings: [NixBinding] {
    var result: [NixBinding] = [
      .value("pname", .string(package.id.name)),
      .value("version", .string(package.version)),
      format,
    ]
    if let fetch { result.append(.value("src", fetch.expression, startsGroup: true)) }
    result += requirements
    result += checks
    if let meta = DerivationMeta(package, dialect: dialect).binding { result.append(meta) }
    return result
  }

  private var format: NixBinding {
    if isWheel { return .value("format", .string("wheel")) }
    if dialect.hasPyproject { return .value("pyproject", .boolean(true)) }
    return .value("format", .string(package.hasBuildSystem ? "pyproject" : "setuptools"))
  }

  private var requirements: [NixBinding] {
    var result: [NixBinding] = []
    let native = NativeTools(package)
    if dialect.hasBuildSystem {
      if !package.buildSystem.isEmpty {
        result.append(
          .value("build-system", references(package.buildSystem), startsGroup: true))
      }
      if !native.tools.isEmpty {
        result.append(
          .value("nativeBuildInputs", SystemCondition.list(native.tools), startsGroup: true))
      }
    } else {
      var tools = SystemCondition.entries(package.buildSystem)
      tools += native.tools
      let needsHook = !relaxedNames.isEmpty || !package.removedRequirements.isEmpty
      if needsHook, dialect.relaxation == .hook {
        tools.append((.all, .python("pythonRelaxDepsHook")))
      }
      if !tools.isEmpty {
        result.append(
          .value("nativeBuildInputs", SystemCondition.list(tools), startsGroup: true))
      }
    }
    if !native.libraries.isEmpty {
      result.append(.value("buildInputs", .list(native.libraries), startsGroup: true))
    }
    if native.needsOwnBuildSteps {
      result.append(.value("dontUseCmakeConfigure", .boolean(true), startsGroup: true))
    }
    if !relaxedNames.isEmpty, dialect.relaxation != .none {
      result.append(
        .value(
          "pythonRelaxDeps", .list(relaxedNames.map { .string($0) }), startsGroup: true))
    }
    if !package.removedRequirements.isEmpty, dialect.relaxation != .none {
      result.append(
        .value(
          "pythonRemoveDeps", .list(package.removedRequirements.map { .string($0) }),
          startsGroup: true))
    }
    if !package.dependencies.isEmpty {
      result.append(
        .value(
          dialect.hasDependencies ? "dependencies" : "propagatedBuildInputs",
          references(package.dependencies), startsGroup: true))
    }
    result += optionalDependencies
    return result
  }

  private var relaxedNames: [String] {
    Array(Set(package.relaxed.map(\.writtenName))).sorted()
  }

  private var optionalDependencies: [NixBinding] {
    guard dialect.hasOptionalDependencies, !package.optionalDependencies.isEmpty else { return [] }
    let extras = package.optionalDependencies.sorted { $0.key < $1.key }
    return [
      .value(
        "optional-dependencies",
        .set(extras.map { .value($0.key, references($0.value)) }, isRecursive: false),
        startsGroup: true)
    ]
  }

  private var checks: [NixBinding] {
    var result: [NixBinding] = []
    if !isWheel {
      // An sdist's own tests need inputs that no metadata names.
      result.append(.value("doCheck", .boolean(false), startsGroup: true))
    }
    if !package.checkedImportNames.isEmpty, dialect.hasImportsCheck {
      result.append(
        .value(
          "pythonImportsCheck", .list(package.checkedImportNames.map { .string($0) }),
          startsGroup: true))
    }
    return result
  }

  private func references(_ dependencies: [PlannedDependency]) -> NixExpression {
    SystemCondition.list(SystemCondition.entries(dependencies))
  }
}

extension SystemCondition {
  /// References to the python set, sorted by attribute.
  static func entries(
    _ dependencies: [PlannedDependency]
  ) -> [(systems: SystemSet, value: NixExpression)] {
    var seen: Set<PlannedDependency> = []
    return dependencies.filter { seen.insert($0).inserted }
      .sorted { ($0.attribute, $0.systems.rawValue) < ($1.attribute, $1.systems.rawValue) }
      .map { ($0.systems, .python($0.attribute)) }
  }
}
