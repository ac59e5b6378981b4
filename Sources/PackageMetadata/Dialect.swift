import Basics

/// How a nixpkgs wants a derivation written; every entry was tried on the snapshot itself.
///
/// Arguments that a tree does not know become environment variables without any error, so
/// what is not taken must not be written.
package struct Dialect: Hashable, Sendable {
  /// How a bound of an upstream requirement is taken off.
  package enum Relaxation: String, Hashable, Sendable {
    /// `pythonRelaxDeps` is enough.
    case automatic
    /// `pythonRelaxDeps`, with `pythonRelaxDepsHook` among the native build inputs.
    case hook
    /// There is no such hook; nor is there a check that would need it.
    case none
  }

  /// The age of a nixpkgs, as an overlay notices it.
  package enum Era: String, Hashable, Sendable, CaseIterable {
    /// Each interpreter is patched by itself.
    case legacy
    /// `pythonPackagesExtensions` reaches every interpreter.
    case modern
  }

  package var era: Era
  /// `pyproject = true` is taken; else `format = "pyproject"`.
  package var hasPyproject: Bool
  /// `build-system` is taken; else `nativeBuildInputs`.
  package var hasBuildSystem: Bool
  /// `dependencies` is taken; else `propagatedBuildInputs`.
  package var hasDependencies: Bool
  /// `optional-dependencies` is taken; else there is nothing for extras.
  package var hasOptionalDependencies: Bool
  /// `nativeCheckInputs` is taken; else `checkInputs`.
  package var hasNativeCheckInputs: Bool
  /// `buildPythonPackage` takes a function of the final attributes; else `rec` is the way to refer to them.
  package var takesFinalAttributes: Bool = false
  package var relaxation: Relaxation
  /// A build fails where an installed version misses a Requires-Dist.
  package var checksRuntimeDependencies: Bool
  /// `pythonImportsCheck` is heeded.
  package var hasImportsCheck: Bool
  /// `fetchPypi` is at top level; else only in the Python sets.
  package var hasTopLevelFetchPypi: Bool
  /// `fetchurl` takes `hash`; else `sha256`.
  package var hasHashArgument: Bool
  package var hasAutoPatchelfHook: Bool
  /// `mirror://cran` exists.
  package var hasCRANMirror: Bool
  /// `buildRPackage` wants `name = "X-1.0"`, else pname and version; `nil` if R was not read.
  package var rNeedsName: Bool?
  /// The attribute names of `lib.licenses`, sorted.
  package var licences: [String]

  /// The dialect of nixpkgs since 24.05.
  package static let modern = Dialect(
    era: .modern, hasPyproject: true, hasBuildSystem: true, hasDependencies: true,
    hasOptionalDependencies: true, hasNativeCheckInputs: true, relaxation: .automatic,
    checksRuntimeDependencies: true, hasImportsCheck: true, hasTopLevelFetchPypi: true,
    hasHashArgument: true, hasAutoPatchelfHook: true, hasCRANMirror: true, rNeedsName: false,
    licences: [])

  /// The dialect of nixpkgs 20.09.
  package static let legacy = Dialect(
    era: .legacy, hasPyproject: false, hasBuildSystem: false, hasDependencies: false,
    hasOptionalDependencies: false, hasNativeCheckInputs: false, relaxation: .none,
    checksRuntimeDependencies: false, hasImportsCheck: true, hasTopLevelFetchPypi: false,
    hasHashArgument: true, hasAutoPatchelfHook: true, hasCRANMirror: false, rNeedsName: true,
    licences: [])

  /// Whether `lib.licenses` has the attribute.
  package func hasLicence(_ attribute: String) -> Bool {
    let low = partitionPoint(0..<licences.count) { licences[$0] < attribute }
    return low < licences.count && licences[low] == attribute
  }
}
