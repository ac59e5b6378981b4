/// What a CMake project asks for: its CMakeLists.txt, read in the order in which CMake reads it, with the
/// values of variables as far as the text tells them (the manual of CMake: `find_package`, `FindPkgConfig`,
/// `FetchContent`).
///
///     find_package(ZLIB REQUIRED)                 cmake:ZLIB
///     pkg_check_modules(XML libxml-2.0>=2.9)      pkg-config?:libxml-2.0
///     option(WITH_X "" ON)
///     if(WITH_X) find_package(X REQUIRED) endif() cmake:X
///     FetchContent_Declare(fmt URL https://…)      download:fmt|cmake:fmt
///     find_library(LZO lzo2)
///     target_link_libraries(a ${LZO})             lib:lzo2
struct CMakeProject {
  /// The files, by path below the archive's top directory: CMakeLists.txt, and what ends in `.cmake`.
  private let files: [String: [UInt8]]
  /// The directories that have one of them below.
  private let directories: Set<String>
  /// The first path of each name that ends in `.cmake`.
  private let modules: [String: String]
  /// The variables that the project's build sets to what it computes.
  private var computed: Set<String> = []
  var variables: CMakeVariables
  private(set) var hints: Set<String> = []
  var stack = ConditionStack()
  /// The functions and macros, by name in lower case.
  var functions: [String: Function] = [:]
  /// The variables that the function which is run sets for others.
  var exported: Set<String> = []
  var calls = 0
  /// How many functions were run.
  var runs = 0
  private var readings: [String: Int] = [:]
  /// What `find_library` and its like look for, by variable.
  private var found: [String: String] = [:]
  /// Packages that are looked for and may be missing, with all that can give each.
  private var optional: [String: String] = [:]
  private var wanted: Set<String> = []
  /// How many `project` calls the file that is read stands below.
  private var depthOfProjects = 0
  private var linked: Set<String> = []
  private var targets: Set<String> = []
  /// Whether options that take libraries of the system are on (`SystemOption`), and those that are so set.
  private let usesSystem: Bool
  private(set) var systemOptions: [String: String] = [:]
  /// The packages that the conditions miss, and those that their other branches do.
  var missed: [Missed] = []

  struct Missed {
    var now: String?
    var otherwise: String?
  }

  /// The most calls of a project that are read.
  static let callLimit = 60_000
  static let depthLimit = 12
  /// How often one file is read, for those that several include.
  private static let readingLimit = 3

  /// Reads the project of a directory.
  init(
    files: [String: [UInt8]], directory: String, definitions: [String: String?],
    usesSystem: Bool = false
  ) {
    self.files = files
    self.usesSystem = usesSystem
    var directories: Set<String> = []
    for path in files.keys {
      var parts = path.split(separator: "/").dropLast()
      while !parts.isEmpty, directories.insert(parts.joined(separator: "/")).inserted {
        parts = parts.dropLast()
      }
    }
    self.directories = directories
    modules = Dictionary(
      files.keys.sorted().map { ($0.split(separator: "/").last.map(String.init) ?? $0, $0) },
      uniquingKeysWith: { first, _ in first })
    variables = CMakeVariables(definitions: definitions, directory: directory)
    computed = Set(definitions.filter { $0.value == nil }.keys)
    read(Self.join(directory, "CMakeLists.txt"), depth: 0)
    readUncalled()
    let own = Self.projects(in: files)
    for hint in optional.values where !hints.contains(hint) && !wanted.contains(hint) {
      hints.insert(Self.optional(hint))
    }
    // What is looked for whatever the settings are is wanted: what uses it is lost without.
    for hint in wanted where !hints.contains(hint) { hints.insert("try:" + hint) }
    for name in linked.subtracting(targets) where !own.contains(name) {
      hints.insert("try:lib:\(name)")
    }
    // A project that lies in the archive is built from there.
    if !own.isEmpty {
      hints = hints.filter { hint in !own.contains { hint.hasSuffix("cmake:\($0)") } }
    }
  }

  private static func optional(_ hint: String) -> String {
    hint.firstIndex(of: ":").map { hint[..<$0] + "?" + hint[$0...] } ?? hint
  }

  static func join(_ directory: String, _ path: String) -> String {
    directory.isEmpty ? path : directory + "/" + path
  }

  // MARK: - Files

  private mutating func read(_ path: String, depth: Int) {
    guard depth < Self.depthLimit, let bytes = files[path],
      readings[path, default: 0] < Self.readingLimit
    else { return }
    readings[path, default: 0] += 1
    let outer = variables.text(of: "CMAKE_CURRENT_LIST_DIR")
    let directory = path.split(separator: "/").dropLast().joined(separator: "/")
    variables.set("CMAKE_CURRENT_LIST_DIR", to: CMakeVariables.place(of: directory))
    var reader = CallReader(bytes, .cmake)
    while calls < Self.callLimit, let call = reader.next() {
      calls += 1
      if !define(call, &reader) { take(call, depth: depth) }
    }
    variables.set("CMAKE_CURRENT_LIST_DIR", to: outer)
  }

  /// The path of the archive that a text means; nil where it is not known, or outside.
  private func path(_ text: String) -> String? {
    guard let text = variables.expanded(text), !text.hasPrefix("/") else { return nil }
    var parts: [Substring] = []
    let base = variables.text(of: "CMAKE_CURRENT_SOURCE_DIR") ?? CMakeVariables.top
    let isAbsolute = text == CMakeVariables.top || text.hasPrefix(CMakeVariables.top + "/")
    let whole = isAbsolute ? text : base + "/" + text
    for part in whole.split(separator: "/") where part != "." && part != CMakeVariables.top {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  private func exists(_ text: String) -> Bool {
    guard let path = path(text) else { return false }
    return files[path] != nil || directories.contains(path)
  }

  // MARK: - Calls

  mutating func take(_ call: CallReader.Call, depth: Int) {
    let words = call.arguments
    let name = call.name.lowercased()
    if takeCondition(name, words) { return }
    let reached = stack.truth
    guard reached > .no else { return }
    let list = expanded(words)
    if takeVariable(name, list, reached) { return }
    switch name {
    case "find_package": takePackage(list, reached, depth: depth)
    case "pkg_check_modules", "pkg_search_module": takeModules(name, list, reached)
    case "find_library", "find_path", "find_program": takeFind(name, list, reached)
    case "target_link_libraries", "link_libraries":
      if reached == .yes { takeLinks(words, list, hasTarget: name.hasPrefix("target")) }
    case "add_library", "add_executable", "add_custom_target", "pybind11_add_module",
      "nanobind_add_module", "python_add_library", "python_add_module", "add_cython_target",
      "swig_add_library":
      if let target = list.first { targets.insert(target) }
    case "fetchcontent_declare", "externalproject_add", "cpmaddpackage", "fetchcontent_populate":
      takeDownload(name, list, reached, depth: depth)
    case "project", "enable_language":
      if reached == .yes, list.contains("Fortran") { hints.insert("language:fortran") }
      if name == "project" {
        depthOfProjects += 1
        variables.set("PROJECT_SOURCE_DIR", to: variables.text(of: "CMAKE_CURRENT_SOURCE_DIR"))
        if let project = list.first, Self.isName(project) { targets.insert(project) }
      }
    case "cmake_minimum_required":
      if reached == .yes, Self.isOld(list) { hints.insert("old:cmake") }
    case "add_subdirectory":
      if let text = list.first, let directory = path(text) { enter(directory, depth: depth) }
    case "include": include(list, depth: depth)
    case "message":
      if reached == .maybe, list.first == "FATAL_ERROR" { needMissed() }
    case let name where run(name, list, depth: depth): break
    default:
      // Tests of the compiler and the like set what they are given the name of.
      for word in words where !word.isQuoted && Self.isVariable(word.text) {
        if !variables.isSet(word.text) { variables.set(word.text, to: nil) }
      }
    }
  }

  private func expanded(_ words: [CallReader.Word]) -> [String] {
    words.filter { $0.isQuoted || $0.text != "(" && $0.text != ")" }.flatMap { word in
      let text = variables.expanded(word.text) ?? word.text
      return word.isQuoted ? [text] : text.split(separator: ";").map(String.init)
    }
  }

  /// Takes what begins and ends conditions; says whether it was that.
  private mutating func takeCondition(_ name: String, _ words: [CallReader.Word]) -> Bool {
    switch name {
    case "if":
      let isReached = stack.truth > .no
      stack.enter(isReached ? truth(of: words) : .no)
      missed.append(Self.missed(words))
    case "elseif":
      stack.turn(truth(of: words))
      _ = missed.popLast()
      missed.append(Self.missed(words))
    case "else":
      stack.turn(.yes)
      if let last = missed.popLast() {
        missed.append(Missed(now: last.otherwise, otherwise: last.now))
      }
    case "endif":
      stack.leave()
      _ = missed.popLast()
    case "foreach", "endforeach", "while", "endwhile", "return", "block", "endblock": break
    default: return false
    }
    return true
  }

  private func truth(of words: [CallReader.Word]) -> Truth {
    CMakeCondition.truth(of: words, variables) { exists($0) }
  }

  /// The package of a condition such as `NOT X_FOUND` or `TARGET X::X`.
  private static func missed(_ words: [CallReader.Word]) -> Missed {
    // Of several, the first one.
    guard
      let place = words.firstIndex(where: { word in
        word.text == "TARGET" || CMakeVariables.results.contains(where: word.text.hasSuffix)
      })
    else { return Missed() }
    let isNegated = place > 0 && words[place - 1].text == "NOT"
    let name =
      words[place].text == "TARGET"
      ? words.dropFirst(place + 1).first?.text.split(separator: ":").first?.lowercased()
      : words[place].text.lowercased()
    return isNegated ? Missed(now: name) : Missed(otherwise: name)
  }

  /// Takes what gives a variable its value; says whether it was that.
  private mutating func takeVariable(
    _ name: String, _ arguments: [String], _ reached: Truth
  ) -> Bool {
    guard let variable = arguments.first else { return name == "set" }
    switch name {
    case "set":
      var values = Array(arguments.dropFirst())
      if values.last == "PARENT_SCOPE" {
        values.removeLast()
        exported.insert(variable)
      }
      if let cache = values.firstIndex(of: "CACHE") {
        // What was given from outside stays.
        if variables.isSet(variable), values.last != "FORCE" { return true }
        values.removeSubrange(cache...)
        exported.insert(variable)
      }
      let value = values.joined(separator: ";")
      if values.isEmpty {
        if reached == .yes { variables.unset(variable) }
      } else {
        let isKnown = reached == .yes && !value.contains("$")
        variables.set(variable, to: isKnown ? value : nil)
      }
    case "option":
      // What a script computes is more likely what it says here than the opposite, where that is to be on.
      let isOn = arguments.count > 2 && CMakeVariables.constant(arguments[2]) == true
      guard !variables.isSet(variable) || isOn && computed.remove(variable) != nil else {
        return true
      }
      exported.insert(variable)
      var value = arguments.count > 2 ? arguments[2] : "OFF"
      if usesSystem, CMakeVariables.constant(value) == false, SystemOption.isNamed(variable) {
        value = "ON"
        systemOptions[variable] = value
      }
      variables.set(variable, to: reached == .yes && !value.contains("$") ? value : nil)
    case "cmake_dependent_option":
      guard !variables.isSet(variable), arguments.count >= 4 else { return true }
      variables.set(variable, to: arguments[2] == "OFF" ? "OFF" : nil)
    case "unset": variables.unset(variable)
    case "list":
      guard arguments.count >= 2 else { return true }
      let isKnown = ["APPEND", "PREPEND"].contains(variable) && reached == .yes
      let old = variables.isSet(arguments[1]) ? variables.text(of: arguments[1]) : ""
      let added = arguments.dropFirst(2).joined(separator: ";")
      variables.set(
        arguments[1],
        to: isKnown && !added.contains("$")
          ? old.map { $0.isEmpty ? added : $0 + ";" + added } : nil)
    default: return false
    }
    return true
  }

  // MARK: - What is looked for

  private mutating func takePackage(_ arguments: [String], _ reached: Truth, depth: Int) {
    guard let name = arguments.first, Self.isName(name) else { return }
    var ways = ["cmake:\(name)"]
    // A module of the project's own says in which ways it looks.
    if let path = modules["Find\(name).cmake"], let bytes = files[path] {
      ways += Self.ways(ofModule: bytes)
    }
    let hint = ways.prefix(12).joined(separator: "|")
    let isNeeded = reached == .yes && arguments.contains("REQUIRED")
    if isNeeded {
      hints.insert(hint)
      // Boost's library for Python is built for one interpreter.
      if name == "Boost", arguments.contains(where: { $0.hasPrefix("python") }) {
        hints.insert("lib:boost_python")
      }
    } else {
      optional[name.lowercased()] = hint
      // A project inside has what it needs of its own, mostly.
      if reached == .yes, depthOfProjects <= 1, !Self.developers.contains(name) {
        wanted.insert(hint)
      }
    }
  }

  /// What is for those who work on a project.
  private static let developers: Set<String> = [
    "benchmark", "Catch2", "ClangFormat", "ClangTidy", "Doxygen", "GTest", "Git", "Sphinx",
    "Valgrind", "doctest", "CppCheck", "Ccache", "LATEX", "PkgConfig", "CUDA", "CUDAToolkit", "HIP",
    "Matlab", "Java", "JNI", "Perl", "Ruby", "Qt5", "Qt6", "BISON", "FLEX", "RE2C", "SWIG",
  ]

  private mutating func takeModules(_ call: String, _ arguments: [String], _ reached: Truth) {
    let isNeeded = reached == .yes && arguments.contains("REQUIRED")
    hints.insert("tool:pkg-config")
    let modules = Self.modules(arguments)
    // One of those that are searched for is enough.
    let ways = call == "pkg_search_module" ? [modules] : modules.map { [$0] }
    for way in ways where !way.isEmpty {
      let hint = way.map { "pkg-config:\($0)" }.joined(separator: "|")
      if isNeeded {
        hints.insert(hint)
      } else if let prefix = arguments.first {
        optional[prefix.lowercased()] = hint
      }
    }
  }

  private mutating func takeFind(_ call: String, _ arguments: [String], _ reached: Truth) {
    guard let variable = arguments.first else { return }
    let kind = call == "find_library" ? "lib" : call == "find_path" ? "include" : "tool"
    let ways = Self.names(arguments).map { "\(kind):\($0)" }
    guard !ways.isEmpty else { return }
    let hint = ways.joined(separator: "|")
    if reached == .yes, arguments.contains("REQUIRED") {
      hints.insert(hint)
    } else if kind == "lib", reached == .yes {
      found[variable] = hint
      optional[variable.lowercased()] = hint
    } else if kind != "include" {
      optional[variable.lowercased()] = hint
    }
  }

  private mutating func takeLinks(
    _ words: [CallReader.Word], _ arguments: [String], hasTarget: Bool
  ) {
    // A variable that `find_library` set has to be there where it is linked to.
    for word in words.dropFirst(hasTarget ? 1 : 0) where word.text.hasPrefix("${") {
      if let hint = found[String(word.text.dropFirst(2).dropLast())] { hints.insert(hint) }
    }
    for name in arguments.dropFirst(hasTarget ? 1 : 0) where linked.count < 200 {
      let isPlain = name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
      let bare = name.hasPrefix("-l") ? String(name.dropFirst(2)) : name
      if isPlain, !bare.hasPrefix("-"), !Self.keywords.contains(bare),
        !bare.isEmpty
      {
        linked.insert(bare)
      }
    }
  }

  private static let keywords: Set<String> = [
    "PRIVATE", "PUBLIC", "INTERFACE", "LINK_PRIVATE", "LINK_PUBLIC", "LINK_INTERFACE_LIBRARIES",
    "debug", "optimized", "general",
  ]

  private mutating func takeDownload(
    _ call: String, _ arguments: [String], _ reached: Truth, depth: Int
  ) {
    // CPM has keywords only.
    let isKeyed = arguments.first == "NAME" && arguments.count > 1
    guard let name = isKeyed ? arguments[1] : arguments.first, Self.isName(name),
      arguments.contains(where: { ["GIT_REPOSITORY", "URL", "GITHUB_REPOSITORY"].contains($0) })
    else { return }
    if let place = arguments.firstIndex(of: "FIND_PACKAGE_ARGS") {
      takePackage([name, "REQUIRED"] + arguments[place...].dropFirst(), reached, depth: depth)
    } else if !needMissed() {
      let isDeclared = call == "fetchcontent_declare" && reached == .yes
      // CMake can be told to look for a package of the name first.
      hints.insert(
        "download\(reached == .yes ? "" : "?"):\(name)" + (isDeclared ? "|cmake:\(name)" : ""))
    }
  }

  /// Takes what the conditions miss to be needed: without it the build stops, or downloads it.
  @discardableResult
  private mutating func needMissed() -> Bool {
    for condition in missed.reversed() {
      guard let name = condition.now else { continue }
      // The variable itself that a call set, or one that it made of a prefix: `X_FOUND`.
      let stems = CMakeVariables.results.filter { name.hasSuffix($0.lowercased()) }.map {
        String(name.dropLast($0.utf8.count))
      }
      if let hint = ([name] + stems).compactMap({ optional[$0] }).first {
        hints.insert(hint)
        return true
      }
    }
    return false
  }

  // MARK: - Other files

  private mutating func enter(_ directory: String, depth: Int) {
    guard !NativeScan.isUnbuilt(directory) else { return }
    let outer = variables
    let outerProjects = depthOfProjects
    variables.set("CMAKE_CURRENT_SOURCE_DIR", to: CMakeVariables.place(of: directory))
    read(Self.join(directory, "CMakeLists.txt"), depth: depth + 1)
    variables = outer
    depthOfProjects = outerProjects
  }

  private mutating func include(_ arguments: [String], depth: Int) {
    guard let text = arguments.first else { return }
    if let path = path(text), files[path] != nil {
      read(path, depth: depth + 1)
      return
    }
    // A module by its name, from `CMAKE_MODULE_PATH`.
    guard Self.isName(text), !text.hasPrefix("Find") else { return }
    if let path = modules["\(text).cmake"] { read(path, depth: depth + 1) }
  }
}
