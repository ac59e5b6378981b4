import PackageMetadata

extension SourceChoice {
  /// What the source needs to be built; none for wheels.
  var buildRequirements: [Requirement] {
    guard let build else { return [] }
    if build.requirements.isEmpty, !build.hasBuildSystem {
      // PEP 518: a source without a build system is built with setuptools.
      return [.python("setuptools")]
    }
    return build.requirements
  }
}
