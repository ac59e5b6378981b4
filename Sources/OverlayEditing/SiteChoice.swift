import NixSyntax
import PackageMetadata

/// The choice among an overlay's sets of packages: those that reach the Python or R in use.
struct SiteChoice {
  private let document: OverlayDocument
  private let target: TargetNixpkgs
  private var search: SiteSearch { document.search }

  init(_ document: OverlayDocument, for target: TargetNixpkgs) {
    self.document = document
    self.target = target
  }

  /// The sets that may hold packages, the one for new packages first; empty if there is none.
  ///
  /// - Throws: `OverlayEditingError` if the overlay is written for another nixpkgs, or if its
  ///   packages are where they cannot be edited.
  func sites(for ecosystem: Ecosystem) throws(OverlayEditingError) -> [PackageSite] {
    let all = search.sites.filter { $0.ecosystem == ecosystem }
    let found = all.filter { $0.certainty >= .threshold }
    if found.isEmpty, let site = all.first {
      throw .unknownForm(
        document.place(site.set.syntax),
        site.isForProgram
          ? .setOfProgram
          : search.candidates.isInFix(site.set.syntax)
            ? .ofFix : .uncertainSet(ecosystem))
    }
    guard let first = found.first else {
      if let file = search.files.first(where: { $0.ecosystem == ecosystem }) {
        throw .unknownForm(
          document.place(file.node),
          .setInFile(ecosystem, file: file.file, isRead: file.isRead))
      }
      return []
    }
    let usable = found.filter(reaches)
    if usable.isEmpty { try checkEra(first) }
    // New packages go where most of the others are, on no condition if that can be.
    let sizes = usable.map { $0.isConditional ? -1 : $0.set.members.count }
    guard let index = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return [] }
    return [usable[index]] + usable[..<index] + usable[(index + 1)...]
  }

  /// Whether the packages of a site are ones of the Python or R in use.
  func reaches(_ site: PackageSite) -> Bool {
    site.routes.contains { route in
      switch route {
      case .r, .file: true
      case .everyInterpreter: target.era == .modern
      case .interpreter(let name):
        target.python.isEmpty || target.python.contains(name)
      }
    }
  }

  /// Refuses a set that nothing in this nixpkgs uses.
  private func checkEra(_ site: PackageSite) throws(OverlayEditingError) {
    var interpreters: [String] = []
    for route in site.routes {
      switch route {
      case .r, .file: return
      case .everyInterpreter:
        throw .wrongEra(
          document.place(site.set.syntax), .noExtensions(nixpkgs: target.version))
      // A program with a Python of its own, as Home Assistant, says nothing about others.
      case .interpreter(let name) where !name.hasPrefix("py"): return
      case .interpreter(let name): interpreters.append(name)
      }
    }
    let known = Set(target.interpreters + ["python", "python2", "python3"])
    guard known.isDisjoint(with: interpreters) else { return }
    throw .wrongEra(
      document.place(site.set.syntax), .noInterpreters(interpreters, nixpkgs: target.version))
  }
}
