import PackageMetadata

extension PlanWording {
  /// A note as a clause that is shown below its package.
  package static func text(_ note: Note) -> String {
    switch note {
    case .reading(let text), .editing(let text): text
    case .requirementsUnknown(let reason): "its requirements are unknown: \(reason)"
    case .skipped(let version, let reason):
      "release \(version) was skipped, since its metadata is broken: \(reason)"
    case .ofAnotherTime(let channel, let python):
      "it targets another Python; \(channel) is the newest nixpkgs with a Python it supports (\(python))"
    case .programInSnapshot(let id):
      "nixpkgs has '\(id.name)' at top level, as a program rather than a python package"
    case .metByVariant(let requirement, let holding, let usual):
      "'\(requirement.withoutMarker)' is met by nixpkgs' '\(holding.attribute)' "
        + "\(holding.versionText), which cannot be in one environment with what uses \(usual.versionText)"
    case .unjudgeable(let requirement, let have):
      "'\(requirement.withoutMarker)' cannot be checked: nixpkgs' \(have) is not a release of "
        + "'\(requirement.id.name)'"
    case .unmetElsewhere(let systems, let requirement):
      "on \(systems.systems.map(\.name).joined(separator: ", ")) it also needs "
        + "'\(requirement.withoutMarker)', which no version meets"
    case .noExtra(let extra, let id, let version):
      "\([id?.name ?? "it", version].compactMap(\.self).joined(separator: " ")) has no extra '\(extra)'"
    case .extraUnknown(let extra, let id, let isOnNoIndex):
      "the requirements of extra '\(extra)' of \(id.name) are unknown"
        + (isOnNoIndex ? ": no index has it" : "")
    case .extraOfRelease(let extra, let id, let release, let have):
      "the requirements of extra '\(extra)' of \(id.name) are taken from release \(release), since nixpkgs' "
        + "\(have) is not a release"
    case .leftOut(let id, let path):
      "'\(id.name)' is left out of its dependencies, since they need each other: \(text(path))"
    case .forgottenBy(let holding, let id):
      "\(owner(holding.place)) '\(holding.id.name)', which it needs, imports '\(id.name)' but does not "
        + "depend on it"
    case .importsUndeclared(let id): "it imports '\(id.name)', which it does not declare"
    case .mayBeBrought(let projects):
      projects.map { "'\($0.name)'" }.joined(separator: ", ")
        + " on PyPI may provide what it imports without declaring it: same home page, which anybody can "
        + "claim; if you trust it, import it and add it to 'dependencies'"
    case .importUnchecked(let modules):
      "its import is not checked, since no known package has "
        + modules.map { "'\($0)'" }.joined(separator: ", ")
    case .importsFork(let other):
      "its import is not checked, since '\(other.name)' installs what it imports and does not declare"
    case .collides(let module, let other):
      "it and '\(other.name)' both install '\(module)', so they cannot be in one environment"
    case .givesWay(let path, let other):
      "'\(other.name)' overrides its '\(path)' in an environment with both"
    case .importNeedsSettings:
      "its import is not checked, since it reads Django's settings"
    case .opensLibrary(let name):
      "at run time it opens the C library '\(name)', which nothing here provides"
    case .usesWheel(let reason): "using its wheel: \(text(reason))"
    case .sdistUnusable(let reason): "its sdist cannot be used: \(reason)"
    case .buildNeeds(let requirement, let have): text(requirement, have)
    case .builtWithout(let id, let path):
      "it is built without '\(id.name)', since there is no wheel and they need each other: "
        + text(path)
    case .wheelUnreadable(let reason): "its wheel cannot be read: \(reason)"
    case .unmappedRequirement(let need): text(need)
    case .neededAside(let clause):
      "'\(clause)' of its SystemRequirements is only for vignettes, tests or development: left out"
    case .callsPrograms(let attributes):
      "it calls programs that must be on PATH: \(attributes.joined(separator: ", "))"
    case .missingAttribute(let name): "it needs '\(name)', which this nixpkgs does not have"
    case .buildsSource(let reason): "building its source: \(text(reason))"
    case .cargoLock(let file, let crates):
      "its \(crates == 1 ? "crate is" : "\(crates) crates are") fetched according to its Cargo.lock, "
        + "which is copied to '\(file)'"
    case .vendoredCrates: "its crates are in its source"
    case .downloads(let what):
      "its build downloads\(what.isEmpty ? "" : " \(what.joined(separator: ", "))"), "
        + "which fails in Nix's sandbox unless the build finds it there"
    }
  }

  private static func text(_ reason: Note.SourceReason) -> String {
    switch reason {
    case .plainC: "C code that needs nothing but Python"
    case .noWheel(let hint): "compiled code (\(hint)), and it has no usable wheel"
    case .asked(let hint): "compiled code (\(hint)), as asked"
    }
  }

  static func text(_ reason: Note.WheelReason) -> String {
    switch reason {
    case .compiled(let hint): "its source has compiled code (\(hint))"
    case .buildNeeds(let requirement, let have): text(requirement, have)
    case .nothingFits(let requirements):
      "no version meets its build requirements "
        + "(\(requirements.map(\.withoutMarker).joined(separator: ", ")))"
    case .unbuildable(let obstacle): text(obstacle)
    case .scriptFails(let obstacle): text(obstacle)
    case .circle(let path): "it would be needed to build itself: \(text(path))"
    }
  }

  private static func text(_ requirement: Requirement, _ have: Note.Have) -> String {
    let there =
      switch have {
      case .held(let place, let version): "\(self.place(place)) has \(version)"
      case .imported(let version): "\(version) is imported"
      }
    return "it needs \(requirement.withoutMarker) to be built, and \(there)"
  }

  private static func text(_ path: [PackageID]) -> String {
    path.map(\.name).joined(separator: " needs ")
  }

  /// What a package needs of the system and no rule maps, and who says so.
  private static func text(_ need: UnmappedNeed) -> String {
    switch need {
    case .prose(let clause): "its SystemRequirements has '\(clause)', which no rule maps"
    case .outside(let clause):
      "its SystemRequirements has '\(clause)', which nixpkgs does not package"
    case .library(let name): "it is linked to '\(name)' (-l\(name)), which no rule maps"
    case .module(let name): "its scripts ask pkg-config for '\(name)', which no rule maps"
    case .cmakePackage(let name): "its CMakeLists.txt needs '\(name)', which no rule maps"
    }
  }

  /// Why something is done with a package.
  package static func text(_ reason: PlannedPackage.Reason) -> String {
    switch reason {
    case .present(let place): "in \(self.place(place))"
    case .missing: "not in nixpkgs"
    case .replacedAsAsked(let place, let version):
      "\(self.place(place)) has \(version); replaced as asked"
    case .excludedByRequest(let place, let version):
      "\(self.place(place)) has \(version), which the request excludes"
    case .moved(let version): "the overlay has \(version)"
    }
  }

  /// What holds a package back, as the part of a sentence that follows "by".
  package static func text(_ cause: HeldBack.Cause) -> String {
    switch cause {
    case .request(let id, let constraint):
      id.ecosystem == .cran
        ? "\(id.name) (\(constraint)) as requested" : "\(id.name)\(constraint) as requested"
    case .requirement(let requirement, let id): "\(requirement.withoutMarker) of \(id.name)"
    case .ownRequirement(let requirement): requirement.withoutMarker
    case .bound(let id, let extra, let versions, let other):
      "\(id.name)\(extra.map { "[\($0)]" } ?? "")\(text(versions, of: id)) of \(other.name)"
    case .brokenMetadata: "its broken metadata"
    case .lackingName(let obstacle, let holding):
      "its code: \(text(obstacle)) in \(owner(holding.place)) \(holding.id.name) \(holding.versionText)"
    case .unreadableMetadata: "unreadable metadata"
    case .python(let bounds): "Python \(bounds)"
    case .r(let bounds): "R (\(bounds))"
    case .otherChoices: "the versions chosen for other packages"
    case .deeperRequirements: "the requirements of its dependencies"
    }
  }
}
