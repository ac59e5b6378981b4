import PackageMetadata

extension SourceChoice {
  /// What the source needs to be built, as nixpkgs builds it; none for wheels.
  var adjustedBuild: BuildBackends.Adjusted {
    guard let build else { return BuildBackends.Adjusted() }
    var requirements = build.requirements
    if !build.hasBuildSystem, !requirements.contains(where: { $0.id.name == "setuptools" }) {
      // PEP 518: a source without a build system is built with setuptools.
      requirements.append(.python("setuptools"))
    }
    return BuildBackends.adjusted(
      requirements, setup: build.setupRequirements, backend: build.backend)
  }
}
