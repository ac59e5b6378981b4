import Basics

/// The modules of a distribution that an import of it may reach, each with the statements that matter.
package struct ImportGraph: Hashable, Sendable {
  /// A module or package.
  package struct Module: Hashable, Sendable {
    /// The dotted name: `numpy.linalg` for `numpy/linalg/__init__.py`.
    package let name: String
    package let isPackage: Bool
    package var content: PythonModule
    /// Its functions that an import of some module may call, by name.
    package var functions: [PythonFunction] = []

    package init(name: String, isPackage: Bool, content: PythonModule) {
      self.name = name
      self.isPackage = isPackage
      self.content = content
    }
  }

  /// The names that somebody may import, where a walk begins; sorted.
  package var roots: [String]
  /// Further modules that somebody may run or import, though no root leads to them: of its programs, and
  /// those in a package that imports nothing itself; sorted.
  package var others: [String]
  /// The modules that were read, sorted by name.
  package var modules: [Module]
  /// The dotted names of the modules that count: those at the top, those that were reached, read or
  /// not, and those that Python 2 would have found; sorted.
  package var names: [String]

  package init(
    roots: [String] = [], others: [String] = [], modules: [Module] = [], names: [String] = []
  ) {
    self.roots = roots
    self.others = others
    self.modules = modules
    self.names = names
  }

  /// Whether nothing was found.
  package var isEmpty: Bool { names.isEmpty }

  /// Directories that projects keep copies of others' modules in.
  private static let vendors: Set<Substring> = [
    "_vendor", "vendor", "_vendored", "vendored", "_extern", "extern", "_thirdparty", "thirdparty",
    "third_party",
  ]

  /// The name by which a copy of another project's module is found where its directory is on the path; nil of
  /// what is no such copy.
  static func vendored(_ name: String) -> Substring? {
    guard let around = name.enclosingModule else { return nil }
    let directory = around.enclosingModule.map { around[$0.endIndex...].dropFirst() } ?? around
    return vendors.contains(directory) ? name[around.endIndex...].dropFirst() : nil
  }

  /// The packages that only declare a namespace, sorted; those in a package with code of its own are
  /// not among them, since no other distribution has parts of it.
  package var namespaces: [String] {
    let packages = modules.filter(\.isPackage)
    let declared = packages.filter { $0.content.traits.contains(.isNamespace) }.map(\.name)
    let own = Set(packages.map(\.name)).subtracting(declared)
    return declared.filter { name in
      var around = name.enclosingModule
      while let package = around {
        if own.contains(String(package)) { return false }
        around = package.enclosingModule
      }
      return true
    }.sorted()
  }

  /// Keeps the namespaces whose files are installed, as the names of what is installed tell, and replaces
  /// them among the names by what is in them.
  package mutating func settleNamespaces(_ names: inout [String]) {
    for index in modules.indices where modules[index].content.traits.contains(.isNamespace) {
      let module = modules[index].name
      if !names.contains(where: { module == $0 || module.hasPrefix($0 + ".") }) {
        modules[index].content.traits.remove(.isNamespace)
      }
    }
    names = withoutNamespaces(names)
  }

  /// Dotted names of packages, each that only declares a namespace replaced by what is in it.
  package func withoutNamespaces(_ roots: [String]) -> [String] {
    let namespaces = Set(namespaces)
    guard !namespaces.isEmpty else { return roots }
    var result: Set<String> = []
    var pending = roots
    while let name = pending.popLast() {
      let members =
        namespaces.contains(name)
        ? modules.map(\.name).filter { member in
          member.hasPrefix(name + ".") && !member.dropFirst(name.count + 1).contains(".")
        } : []
      if members.isEmpty { result.insert(name) } else { pending += members }
    }
    return result.sorted()
  }

  /// Whether a module that was read has to do with directories in the user's home.
  package var usesHome: Bool { modules.contains { $0.content.traits.contains(.usesHome) } }

  /// Names of C libraries that the modules open.
  package var libraries: [String] {
    Array(Set(modules.flatMap(\.content.libraries))).sorted()
  }

  /// Names of C libraries that the modules open by names in variables.
  package var namedLibraries: [String] {
    Array(Set(modules.flatMap(\.content.namedLibraries))).sorted()
  }
}

/// The files of a distribution from which its ``ImportGraph`` is made.
package struct SourceTree {
  /// The greatest size of a file that is read.
  package static let maximumFileBytes = 2 << 20
  /// The most modules that are read.
  private static let maximumModules = 1_500
  private static let maximumNames = 8_000

  /// The path of each module with source, by its dotted name.
  private var paths: [String: (path: String, isPackage: Bool)] = [:]
  private var names: Set<String> = []

  /// The modules among paths, which begin at the directory where modules are found: `pkg/__init__.py`,
  /// `pkg/fast.cpython-313-x86_64-linux-gnu.so`.
  package init(_ paths: some Sequence<String>) {
    for path in paths {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard let file = parts.last, let dot = file.firstIndex(of: "."),
        parts.dropLast().allSatisfy(Self.isIdentifier), Self.isIdentifier(file[..<dot])
      else { continue }
      let stem = file[..<dot]
      let isPackage = stem == "__init__" && parts.count > 1
      let name = (parts.dropLast() + (isPackage ? [] : [stem])).joined(separator: ".")
      switch file[dot...] {
      case ".py":
        if self.paths[name]?.isPackage != true { self.paths[name] = (path, isPackage) }
        names.insert(name)
      case let ending where ending.hasSuffix(".so") || ending == ".pyx":
        if !Self.isLibrary(file) { names.insert(name) }
      default: break
      }
    }
  }

  /// Whether a file is a library that others link to, not a module: `libwpiutil.so`, without the tag that
  /// build tools put into the name of a module.
  package static func isLibrary(_ file: Substring) -> Bool {
    file.hasPrefix("lib")
      && file.split(separator: ".", omittingEmptySubsequences: false).dropFirst() == ["so"]
  }

  /// The modules that imports of the roots may reach.
  ///
  /// - Parameters:
  ///   - roots: The names that somebody may import.
  ///   - scripts: The modules that its programs begin in.
  ///   - contents: What is in a file; nil for one that cannot be read.
  /// - Returns: The modules, with what each imports.
  package func graph(
    roots: [String], scripts: [String] = [], contents: (String) -> [UInt8]?
  ) -> ImportGraph {
    var graph = ImportGraph(roots: roots.sorted())
    var seen: Set<String> = []
    var kept: Set<String> = []
    read(graph.roots, &graph, &seen, &kept, contents)
    readNamespaces(&graph, &seen, &kept, contents)
    let others = Set(scripts + roots.map { $0 + ".__main__" }).intersection(names)
    graph.others = (others.union(members(ofIdle: graph))).subtracting(seen).sorted()
    read(graph.others, &graph, &seen, &kept, contents)
    readNamedLibraries(&graph, contents)
    graph.modules.sort { $0.name < $1.name }
    kept.formUnion(seen.intersection(names))
    kept.formUnion(names.lazy.filter { !$0.contains(".") || ImportGraph.vendored($0) != nil })
    graph.names = Array(kept.sorted().prefix(Self.maximumNames))
    return graph
  }

  /// Reads the packages in namespaces, and those in namespaces in them.
  private func readNamespaces(
    _ graph: inout ImportGraph, _ seen: inout Set<String>, _ kept: inout Set<String>,
    _ contents: (String) -> [UInt8]?
  ) {
    var known: Set<String> = []
    while true {
      let new = Set(graph.namespaces).subtracting(known)
      guard !new.isEmpty else { return }
      known.formUnion(new)
      let all = paths.filter { name, _ in
        name.enclosingModule.map { new.contains(String($0)) } == true
      }
      let packages = all.filter(\.value.isPackage)
      // Where no package is in it, its modules are what it is for: `sphinxcontrib/redoc.py`.
      let known = Set(packages.keys.compactMap { $0.enclosingModule.map(String.init) })
      let others = all.keys.filter { name in
        let around = name.enclosingModule.map(String.init) ?? ""
        let last = name.dropFirst(around.count + 1)
        return !known.contains(around) && !Self.aside.contains(String(last))
      }
      let members = (packages.keys + others).sorted()
      kept.formUnion(members)
      read(members, &graph, &seen, &kept, contents)
    }
  }

  /// The most modules of a package that imports nothing itself which count as what its users import.
  private static let maximumMembers = 24

  /// What users import of packages that import nothing themselves: the modules in them.
  private func members(ofIdle graph: ImportGraph) -> Set<String> {
    var result: Set<String> = []
    for module in graph.modules where module.isPackage && graph.roots.contains(module.name) {
      guard !module.targets.contains(where: names.contains),
        !module.content.traits.contains(.isNamespace)
      else { continue }
      let prefix = module.name + "."
      let members = names.filter { name in
        name.hasPrefix(prefix) && !name.dropFirst(prefix.count).contains(".")
      }
      let used = members.filter { name in
        let last = name.dropFirst(prefix.count)
        return !last.hasPrefix("_") && !Self.aside.contains(String(last))
      }
      if used.count <= Self.maximumMembers { result.formUnion(used) }
    }
    return result
  }

  /// Modules of a package that its users do not import.
  private static let aside: Set<String> = [
    "benchmark", "benchmarks", "conftest", "contrib", "demo", "demos", "doc", "docs", "example",
    "examples", "ext", "extras", "integrations", "plugins", "setup", "test", "testing", "tests",
  ]

  /// The file of a module with source.
  func path(of module: String) -> String? { paths[module]?.path }

  private func read(
    _ roots: [String], _ graph: inout ImportGraph, _ seen: inout Set<String>,
    _ kept: inout Set<String>, _ contents: (String) -> [UInt8]?
  ) {
    var calls = CallReading(names: names, paths: paths)
    var pending = Array(roots.reversed())
    while graph.modules.count < Self.maximumModules {
      guard let name = pending.popLast() else {
        // What only calls lead to is read as well.
        pending = calls.read(&graph, contents)
        if pending.isEmpty { break }
        continue
      }
      guard seen.insert(name).inserted else { continue }
      // The packages around a module are imported before it.
      if let around = name.enclosingModule { pending.append(String(around)) }
      guard let (path, isPackage) = paths[name], let contents = contents(path),
        contents.count <= Self.maximumFileBytes
      else { continue }
      let (content, outline) = PythonReader.outlined(contents, isMain: path == "setup.py")
      var module = ImportGraph.Module(name: name, isPackage: isPackage, content: content)
      func has(_ word: StaticString) -> Bool { ByteSearch.contains(contents[...], word) }
      if name.hasSuffix(".six"), has("moves"), !has("find_spec") {
        module.content.traits.insert(.isOldSix)
      }
      if has("expanduser") || has("Path.home()"), has("makedirs(") || has("mkdir(") {
        module.content.traits.insert(.usesHome)
      }
      if has("(models.Model"), has("django") { module.content.traits.insert(.definesModels) }
      // The file of a namespace is left out where it is installed.
      module.content.statements =
        content.traits.contains(.isNamespace)
        ? [] : content.statements.compactMap { $0.pruned(own: names) }
      calls.take(module, outline, at: graph.modules.count)
      graph.modules.append(module)
      for target in module.targets {
        if names.contains(target) { pending.append(target) }
        // A neighbour that Python 2 would have found.
        let top = target.prefix { $0 != "." }
        if !module.package.isEmpty, names.contains("\(module.package).\(top)") {
          kept.insert("\(module.package).\(top)")
        }
      }
    }
    calls.settle(&graph)
  }

  private static func isIdentifier(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy(PythonLexer.isNameByte)
  }
}

extension PythonStatement {
  /// The statement without what the standard library of every Python has; nil if nothing is left.
  func pruned(own names: Set<String>) -> PythonStatement? {
    func isLasting(_ dotted: String) -> Bool {
      let top = dotted.topLevelModule
      return StandardLibrary.isLasting(top) && !names.contains(top)
        && StandardLibrary.removal(ofModule: dotted) == nil
    }
    func pruned(_ statements: [PythonStatement]) -> [PythonStatement] {
      statements.compactMap { $0.pruned(own: names) }
    }
    switch self {
    case .imports(let dotted):
      let left = dotted.filter { !isLasting($0) }
      return left.isEmpty ? nil : .imports(left)
    case .from(let level, let module, let taken):
      guard level == 0, isLasting(module) else { return self }
      let left = taken.filter {
        StandardLibrary.removal(of: $0, from: module) != nil || names.contains("\(module).\($0)")
      }
      return left.isEmpty ? nil : .from(level: level, module: module, names: left)
    case .branches(let branches, let otherwise):
      let result = PythonStatement.branches(
        branches.map { .init(condition: $0.condition, body: pruned($0.body)) },
        otherwise: pruned(otherwise))
      return result.isIdle ? nil : result
    case .attempt(let attempt):
      let result = PythonStatement.attempt(
        .init(
          body: pruned(attempt.body), handler: attempt.handler.map(pruned),
          otherwise: pruned(attempt.otherwise)))
      return result.isIdle ? nil : result
    case .call(let call):
      let isOwn =
        call.level > 0 || call.module.isEmpty || names.contains(call.module.topLevelModule)
      return isOwn ? self : nil
    case .leave, .returns: return self
    }
  }
}

extension ImportGraph.Module {
  /// The package that relative imports begin at.
  var package: String {
    isPackage ? name : name.enclosingModule.map(String.init) ?? ""
  }

  /// The dotted name that `from` names; nil if it goes above the top.
  func base(level: Int, module: String) -> String? {
    if level == 0 { return module }
    var base = package[...]
    guard !base.isEmpty else { return nil }
    for _ in 1..<level {
      guard !base.isEmpty else { return nil }
      base = base.utf8.lastIndex(of: UInt8(ascii: ".")).map { base[..<$0] } ?? ""
    }
    if module.isEmpty { return String(base) }
    return base.isEmpty ? module : "\(base).\(module)"
  }

  /// The module that has what a call calls.
  func module(of call: PythonCall) -> String? {
    call.level == 0 && call.module.isEmpty ? name : base(level: call.level, module: call.module)
  }

  /// Every module that its statements may import, whatever decides.
  package var targets: [String] { targets(of: content.statements) }

  /// Every module that some statements in it may import.
  func targets(of statements: [PythonStatement]) -> [String] {
    var result: [String] = []
    var pending = statements
    while let statement = pending.popLast() {
      switch statement {
      case .imports(let names): result += names
      case .from(let level, let module, let names):
        guard let base = base(level: level, module: module) else { continue }
        result.append(base)
        result += names.map { base.isEmpty ? $0 : "\(base).\($0)" }
      case .branches, .attempt: pending += statement.inner
      case .leave, .call, .returns: break
      }
    }
    return result
  }
}
