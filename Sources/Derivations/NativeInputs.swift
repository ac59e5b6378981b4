package import Planning

/// What an R package needs of nixpkgs besides R packages.
package struct NativeInputs: Hashable, Sendable {
  /// Attribute paths of libraries, for `buildInputs`; sorted.
  package var libraries: [String] = []
  /// Attribute paths of what is called while building, for `nativeBuildInputs`; sorted.
  package var tools: [String] = []
  /// Attribute paths of what the built package calls and expects on PATH; sorted.
  package var programs: [String] = []
  /// The first name of each attribute that is needed but isn't in the snapshot; sorted.
  package var missing: [String] = []
  /// What no rule knows; hints after prose.
  package var unknown: [UnmappedNeed] = []
  /// Clauses of SystemRequirements whose programs only vignettes, tests or developers call, in the
  /// original words.
  package var aside: [String] = []
  /// Paths of scripts, below the package's directory, whose interpreter a sandbox has elsewhere.
  package var scripts: [String] = []
  /// Whether its configure script has to be made executable.
  package var hasPlainConfigure = false
  /// Whether its build, or R code that runs when it is loaded, asks for a home directory.
  package var needsHome = false
  /// What needs nothing, in the original words: a C++ standard, GNU make.
  package var noise: [String] = []
  /// Whether the package cannot be installed without an X11 display.
  package var requiresX = false
  /// Sentences worth telling the user.
  package var notes: [String] = []

  /// Finds the native inputs of a package from the words of its SystemRequirements, the hints of a
  /// scan of its tarball, and the table of special cases.
  ///
  /// - Parameters:
  ///   - package: The package's name, for the special cases.
  ///   - systemRequirements: The field's prose, where the package has it.
  ///   - hints: What a scan of the tarball found, such as `lib:z` or `tool:pkg-config`; nil if none
  ///     was made, when pkg-config is taken to be needed for whatever libraries there are, and `which` for
  ///     whatever programs.
  ///   - rules: The rules to go by.
  ///   - fixes: The special cases to go by; `NativeFixes()` for none.
  ///   - has: Whether an attribute path is in the snapshot.
  package init(
    of package: String, systemRequirements: String?, hints: [String]?,
    rules: NativeRules = .standard, fixes: NativeFixes = .standard, has: (String) -> Bool
  ) {
    var wanted: [NativeRules.Role: Set<[String]>] = [:]
    let clauses = SystemRequirementClause.clauses(of: systemRequirements ?? "")
    let isPython = clauses.contains { Self.python.occurs(in: $0.bytes) }
    let isPerl = clauses.contains { Self.perl.occurs(in: $0.bytes) }
    for clause in clauses {
      let matching = rules.rules.filter { rule in
        rule.phrases.contains { $0.occurs(in: clause.bytes) }
      }
      let isAside = clause.isAside && matching.contains { $0.role == .program }
      if isAside { aside.append(clause.text) }
      for rule in matching where !(isAside && rule.role == .program) {
        wanted[rule.role, default: []].insert(rule.attributes)
      }
      if matching.isEmpty {
        if let (role, name) = Self.named(by: clause, ofPython: isPython, ofPerl: isPerl, has) {
          if clause.isAside, role == .program {
            aside.append(clause.text)
          } else {
            wanted[role, default: []].insert([name])
          }
        } else if clause.isProse {
          noise.append(clause.text)
        } else {
          unknown.append(.prose(clause.text))
        }
      } else if matching.allSatisfy({ $0.role == .outside }) {
        unknown.append(.outside(clause.text))
      } else if matching.allSatisfy({ $0.role == .noise || $0.role == .carried }) {
        noise.append(clause.text)
      }
    }
    for hint in Set(hints ?? []).sorted() {
      if hint.hasPrefix("shebang:") { scripts.append(String(hint.dropFirst(8))) }
      if hint.hasPrefix("home:") { needsHome = true }
      if hint == "chmod:configure" { hasPlainConfigure = true }
      let matching = rules.rules(forHint: hint)
      for rule in matching { wanted[rule.role, default: []].insert(rule.attributes) }
      if matching.isEmpty, let need = UnmappedNeed(hint: hint) { unknown.append(need) }
      if hint == "tcltk" { requiresX = true }
    }
    if hints == nil, wanted[.buildInput] != nil {
      for rule in rules.rules(forHint: "tool:pkg-config") {
        wanted[rule.role, default: []].insert(rule.attributes)
      }
    }
    // Programs are looked for by `which`, at times as soon as the package is loaded.
    if wanted[.program] != nil, hints?.contains("calls:Sys.which") ?? true {
      wanted[.nativeBuildInput, default: []].insert(["which"])
    }
    if wanted.values.contains(where: { $0.contains(["jdk"]) }) {
      notes.append("it needs Java, also when it is used")
    }
    let fix = fixes.table[package] ?? NativeFixes.Fix()
    for (role, attributes) in fix.wanted { wanted[role, default: []].insert(attributes) }
    requiresX = requiresX || fix.requiresX
    // These are of the list that nixpkgs' builder forgets where it is given another.
    if requiresX, wanted[.buildInput] != nil {
      wanted[.buildInput, default: []].formUnion([
        ["util-linux", "utillinux"], ["xvfb-run", "xvfb_run"],
      ])
    }
    notes += fix.notes

    libraries = resolve(wanted[.buildInput], has)
    tools = resolve(wanted[.nativeBuildInput], has).filter { !libraries.contains($0) }
    programs = resolve(wanted[.program], has).filter {
      !libraries.contains($0) && !tools.contains($0)
    }
    missing.sort()
  }

  private static let python = NativeRules.Phrase("python*", lowercased: true)
  private static let perl = NativeRules.Phrase("perl", lowercased: true)

  /// What nixpkgs has under a name in a clause that no rule knows.
  ///
  /// A distribution's name for a library's development files is a library; anything else that
  /// nixpkgs has under the very name is a program, since the libraries that packages speak of
  /// by their own names have rules.
  private static func named(
    by clause: SystemRequirementClause, ofPython: Bool, ofPerl: Bool, _ has: (String) -> Bool
  ) -> (NativeRules.Role, String)? {
    if let name = clause.libraryNames.first(where: has) { return (.buildInput, name) }
    let names = clause.names + clause.moduleNames(ofPython: ofPython, ofPerl: ofPerl)
    return names.first(where: has).map { (.program, $0) }
  }

  /// The first name of each attribute that the snapshot has, sorted; one with none is missing.
  private mutating func resolve(
    _ wanted: Set<[String]>?, _ has: (String) -> Bool
  ) -> [String] {
    var found: Set<String> = []
    for names in (wanted ?? []).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      if let name = names.first(where: has) {
        found.insert(name)
      } else if let name = names.first, !missing.contains(name) {
        missing.append(name)
      }
    }
    return found.sorted()
  }
}

extension UnmappedNeed {
  /// What a hint that no rule knows is; nil for one that says nothing of a library.
  fileprivate init?(hint: String) {
    if hint.hasPrefix("lib:") {
      self = .library(String(hint.dropFirst(4)))
    } else if hint.hasPrefix("pkg-config:") {
      self = .module(String(hint.dropFirst(11)))
    } else {
      return nil
    }
  }
}
