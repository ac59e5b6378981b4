import PackageMetadata

extension Dialect {
  /// The dialect in the facts of an evaluation.
  init(_ probes: [String: Bool], licences: [String]) {
    func has(_ name: String) -> Bool { probes[name] ?? false }
    self = .modern
    era = has("extensions") ? .modern : .legacy
    hasPyproject = has("pyproject")
    hasBuildSystem = has("buildSystem")
    hasDependencies = has("dependencies")
    hasOptionalDependencies = has("optionalDependencies")
    hasNativeCheckInputs = has("nativeCheckInputs")
    takesFinalAttributes = has("finalAttributes")
    relaxation = has("relaxesByItself") ? .automatic : has("relaxHook") ? .hook : .none
    checksRuntimeDependencies = has("runtimeCheck")
    hasImportsCheck = has("importsCheck")
    hasTopLevelFetchPypi = has("fetchPypi")
    hasHashArgument = has("fetchurlHash")
    hasAutoPatchelfHook = has("autoPatchelfHook")
    hasCRANMirror = has("cranMirror")
    rNeedsName = probes["rNeedsName"]
    self.licences = licences.sorted()
  }
}
