import PackageMetadata
import Versions

extension SdistRecord {
  /// Backends that write into PKG-INFO just what they later write into METADATA, whatever
  /// Metadata-Version they state.
  private static let faithfulBackends: Set<String> = [
    "flit.buildapi", "flit_core.buildapi", "hatchling.build", "pdm.backend", "pdm.pep517.api",
    "poetry.core.masonry.api", "poetry.masonry.api",
  ]

  /// Whether the files seen so far say once and for all what is required, so that those not seen
  /// make no difference.
  var isSettled: Bool {
    guard let information = try? coreMetadata(fileName: "") else { return false }
    return isTrusted(information) || project?.dependencies != nil
  }

  /// What the archive says about its release.
  ///
  /// - Parameter fileName: The archive's name, for messages.
  /// - Returns: The metadata, with the requirements from the file that tells them.
  /// - Throws: `PackageMetadataError` if what is said cannot be read.
  func metadata(fileName: String) throws(PackageMetadataError) -> ReleaseMetadata {
    let information = try coreMetadata(fileName: fileName)
    if let information, isTrusted(information) {
      var result = try information.releaseMetadata(provenance: "PKG-INFO of \(fileName)")
      result.notes += notes
      return result
    }
    // What its requirements are worth is decided below; all else in it holds.
    var plain = information ?? CoreMetadata()
    plain.requiresDist = []
    var result = try plain.releaseMetadata(provenance: "PKG-INFO of \(fileName)")
    result.notes += notes
    let python = project?.requiresPython
    if result.requiresPython == nil, let python {
      result.requiresPython = try? SpecifierSet(parsing: python)
    }
    if let project, let dependencies = project.dependencies {
      try result.take(dependencies, extras: project.extras, from: "pyproject.toml of \(fileName)")
    } else if let told, isToldCertain, setupScript == .computes, egg != nil {
      // The egg-info is of its author's machine: another Python, another system.
      try result.take(told, extras: result.extras, from: "setup.py of \(fileName)")
    } else if let egg {
      try result.take(egg, extras: result.extras, from: "requires.txt of \(fileName)")
      if setupScript == .computes {
        result.notes.append(
          "\(fileName): its setup.py computes requirements; using those of its author's machine")
      }
    } else if let told {
      try result.take(
        told, extras: result.extras, from: "\(toldFile ?? "setup.py") of \(fileName)")
      if let toldFile {
        result.notes.append(
          "\(fileName): its setup.py computes requirements; using those of its \(toldFile)")
      }
    } else if let configured, setupScript != .computes {
      try result.take(configured, extras: result.extras, from: "setup.cfg of \(fileName)")
    } else if let information, !information.requiresDist.isEmpty {
      result = try information.releaseMetadata(provenance: "PKG-INFO of \(fileName)")
      result.notes += notes
      result.notes.append(
        "\(fileName): its requirements may differ when it is built elsewhere")
    } else if setupScript == .plain, project?.hasBuildSystem != true {
      result.requirements = .known([])
    } else {
      result.requirements = .unknown(reason: unknownReason(fileName))
    }
    return result
  }

  /// What it takes to build the archive.
  ///
  /// - Parameter fileName: The archive's name, for messages.
  /// - Returns: The metadata, with a note for each requirement that cannot be read.
  func build(fileName: String) -> BuildMetadata {
    var result = BuildMetadata(
      backend: project?.backend, hasBuildSystem: project?.hasBuildSystem ?? false, hints: hints,
      importNames: importNames, notes: notes)
    for text in (project?.requires ?? []) + configuredBuild {
      do throws(PackageMetadataError) {
        result.requirements.append(try Requirement(parsing: text))
      } catch {
        result.notes.append("\(fileName): a build requirement is left out: \(error)")
      }
    }
    for text in setupRequirements {
      do throws(PackageMetadataError) {
        result.setupRequirements.append(try Requirement(parsing: text))
      } catch {
        result.notes.append("\(fileName): a build requirement is left out: \(error)")
      }
    }
    result.imports = imports
    result.programs = programs
    result.setupImports = setupImports
    result.cargo = cargo
    result.obstacles = obstacles
    result.classifiers = project?.classifiers ?? []
    if project?.hasBackendPath == true {
      result.notes.append("\(fileName): it brings its own build backend, which may need more")
    }
    return result
  }

  private func coreMetadata(fileName: String) throws(PackageMetadataError) -> CoreMetadata? {
    guard !packageInfo.isEmpty else { return nil }
    return try CoreMetadata(parsing: packageInfo, provenance: "PKG-INFO of \(fileName)")
  }

  private func isTrusted(_ information: CoreMetadata) -> Bool {
    if information.hasStaticRequirements { return true }
    return project?.backend.map(Self.faithfulBackends.contains) == true
      && !information.dynamic.contains("requires-dist")
  }

  private func unknownReason(_ fileName: String) -> String {
    switch setupScript {
    case .computes:
      "there is no wheel, and \(fileName) has them computed by its setup.py, which is not run"
    case .plain, .absent:
      "there is no wheel, and no file of \(fileName) lists them"
    }
  }
}

extension ReleaseMetadata {
  /// Takes requirements from another file than the rest.
  fileprivate mutating func take(
    _ sectioned: [SectionedRequirement], extras: [String], from provenance: String
  ) throws(PackageMetadataError) {
    requirements = .known(
      try SectionedRequirement.requirements(sectioned, provenance: provenance))
    let names = extras.map { PythonName.normalised($0) }
    self.extras = Set(names + SectionedRequirement.extras(of: sectioned)).sorted()
    self.provenance = provenance
  }
}
