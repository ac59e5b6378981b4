/// What a Meson project asks for: its meson.build, and those of the directories that it enters (Meson's
/// reference manual: `dependency`, `find_library`, `project`).
///
///     dependency('zlib')                          pkg-config:zlib
///     dependency('gsl', required: false)          try:pkg-config:gsl
///     if host_machine.system() == 'windows' …     nothing
///     project('x', 'c', 'fortran')                language:fortran
///     subproject('z')                             download:z, where the archive has none
struct MesonProject {
  /// The files, by path below the archive's top directory.
  private let files: [String: [UInt8]]
  private(set) var hints: Set<String> = []
  private var options: [String: MesonCondition.Value] = [:]
  /// The type of each option.
  private var kinds: [String: String] = [:]
  private var variables: [String: MesonCondition.Value] = [:]
  /// What a variable holds that `dependency` gave.
  private var dependencies: [String: String] = [:]
  private var stack = ConditionStack()
  /// What the conditions miss, and whether they are that something was not found.
  private var missed: [String?] = []
  private var isMissing: [Bool] = []
  private var calls = 0
  /// The directories of subprojects in the archive, sorted, and those that were read.
  private let subprojects: [String]
  private var entered: Set<String> = []
  /// The options that take a library of the system instead of one that the build downloads, where they are set.
  private(set) var systemOptions: [String: String] = [:]

  /// The most calls of a project that are read.
  private static let callLimit = 60_000
  private static let depthLimit = 12

  /// Reads the project of a directory.
  ///
  /// - Parameters:
  ///   - files: The texts, by path below the archive's top directory.
  ///   - directory: Where the project is.
  ///   - definitions: The options that the project's build sets.
  ///   - usesSystem: Whether options that take libraries of the system are on (`SystemOption`).
  init(
    files: [String: [UInt8]], directory: String, definitions: [String: String?],
    usesSystem: Bool = false
  ) {
    self.files = files
    subprojects = files.keys.filter { $0.hasSuffix("/meson.build") }
      .map { String($0.dropLast("/meson.build".utf8.count)) }
      .filter { $0.split(separator: "/").dropLast().last == "subprojects" }.sorted()
    for name in ["meson.options", "meson_options.txt"] {
      if let bytes = files[CMakeProject.join(directory, name)] {
        takeOptions(bytes, usesSystem: usesSystem)
      }
    }
    for case (let name, let text?) in definitions {
      options[name] = MesonCondition.option(text, kind: kinds[name])
      systemOptions[name] = nil
    }
    read(directory, depth: 0)
  }

  private mutating func takeOptions(_ bytes: [UInt8], usesSystem: Bool = false) {
    var reader = CallReader(bytes, .meson)
    while options.count < 500, let call = reader.next() {
      guard call.name == "option", let name = call.arguments.first?.text else { continue }
      let words = call.arguments
      let kind = Self.keyword("type", of: words)
      kinds[name] = kind
      options[name] = MesonCondition.option(
        Self.keyword("value", of: words) ?? Self.initial(kind, words), kind: kind)
      if usesSystem, options[name] == .truth(.no), kind == "boolean", SystemOption.isNamed(name) {
        options[name] = .truth(.yes)
        systemOptions[name] = "true"
      }
    }
  }

  /// The value of an option that names none (Meson's manual, "Build options").
  private static func initial(_ kind: String?, _ words: [CallReader.Word]) -> String? {
    switch kind {
    case "boolean": "true"
    case "combo": keyword("choices", of: words)
    case "string": ""
    default: nil
    }
  }

  /// The word behind a keyword.
  private static func keyword(_ name: String, of words: [CallReader.Word]) -> String? {
    guard let place = words.firstIndex(where: { !$0.isQuoted && $0.text == name + ":" }) else {
      return nil
    }
    return words.dropFirst(place + 1).first { $0.isQuoted || $0.text != "(" }?.text
  }

  private mutating func read(_ directory: String, depth: Int) {
    guard depth < Self.depthLimit,
      let bytes = files[CMakeProject.join(directory, "meson.build")]
    else { return }
    var reader = CallReader(bytes, .meson)
    // The name before an `=`, if the last two words were those.
    var target: String?
    var last: String?
    while calls < Self.callLimit, let call = reader.next() {
      calls += 1
      let name = call.name
      if name == "=" || name == "+=" {
        target = name == "=" ? last : nil
        if let assigned = target {
          var rest = reader
          if let value = text(of: rest.restOfLine()) {
            let reached = stack.truth
            if reached > .no { variables[assigned] = reached == .yes ? value : .unknown }
            target = nil
          }
        }
        continue
      }
      switch name {
      case "if":
        let line = reader.restOfLine()
        stack.enter(truth(of: line))
        missed.append(dependency(missedIn: line))
        isMissing.append(Self.isMissing(line))
      case "elif":
        let line = reader.restOfLine()
        stack.turn(truth(of: line))
        _ = missed.popLast()
        missed.append(dependency(missedIn: line))
        _ = isMissing.popLast()
        isMissing.append(Self.isMissing(line))
      case "else":
        stack.turn(.yes)
        _ = missed.popLast()
        missed.append(nil)
        _ = isMissing.popLast()
        isMissing.append(false)
      case "endif":
        stack.leave()
        _ = missed.popLast()
        _ = isMissing.popLast()
      default: take(call, assignedTo: target, in: directory, depth: depth)
      }
      last = call.arguments.isEmpty ? name : nil
      target = nil
    }
  }

  /// The text that is assigned: a string, or one that others are put into (`'SDL@0@'.format(api)`); nil for
  /// what is none.
  private func text(of line: String) -> MesonCondition.Value? {
    let line = line.drop { $0 == " " }
    guard line.first == "'", let end = line.dropFirst().firstIndex(of: "'") else { return nil }
    var text = String(line[line.index(after: line.startIndex)..<end])
    let rest = line[line.index(after: end)...].filter { $0 != " " }
    if rest.isEmpty { return .text(text) }
    guard rest.hasPrefix(".format("), rest.hasSuffix(")"), text.utf8.count < 200 else {
      return .unknown
    }
    let arguments = rest.dropFirst(".format(".utf8.count).dropLast().split(separator: ",")
    for (index, argument) in arguments.prefix(10).enumerated() {
      guard case .text(let value)? = variables[String(argument)], value.utf8.count < 200 else {
        return .unknown
      }
      text = text.split(separator: "@\(index)@", omittingEmptySubsequences: false)
        .joined(separator: value)
    }
    return .text(text)
  }

  private func truth(of line: String) -> Truth {
    MesonCondition.truth(of: line, options: options, variables: variables)
  }

  /// Whether a condition is that something was not found: what it stands before is another way to it.
  private static func isMissing(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return words.count == 2 && words[0] == "not" && words[1].hasSuffix(".found()")
  }

  /// The dependency of a condition `not x.found()`.
  private func dependency(missedIn line: String) -> String? {
    let words = line.split(separator: " ")
    guard words.count == 2, words[0] == "not", words[1].hasSuffix(".found()") else { return nil }
    return dependencies[String(words[1].dropLast(".found()".utf8.count))]
  }

  private mutating func take(
    _ call: CallReader.Call, assignedTo target: String?, in directory: String, depth: Int
  ) {
    let reached = stack.truth
    guard reached > .no else { return }
    if let target { variables[target] = value(of: call, reached) }
    switch call.name.split(separator: ".").last ?? "" {
    case "dependency":
      // It asks pkg-config first, also for Python's own.
      hints.insert("tool:pkg-config")
      let names = names(of: call)
      let mayMiss = Self.keyword("required", of: call.arguments) == "false"
      if let target, mayMiss, names.contains(where: Self.isOfWheels) {
        variables[target + ".found()"] = .truth(.no)
        return
      }
      let hint = names.flatMap { ["pkg-config:\($0)", "cmake:\($0)"] }.joined(separator: "|")
      guard !names.isEmpty else { return }
      if let target { dependencies[target] = hint }
      if let own = names.compactMap({ subproject($0) }).first {
        enter(own, call, depth: depth)
      } else {
        insert(hint, call, reached)
      }
    case "subproject":
      guard let name = Self.leading(call).first else { return }
      if let own = subproject(name) {
        enter(own, call, depth: depth)
      } else if reached == .yes, Self.keyword("required", of: call.arguments) != "false" {
        // What only has a wrap is downloaded.
        hints.insert("download:\(name)")
      }
    case "find_library":
      guard let name = Self.leading(call).first else { return }
      insert("lib:\(name)", call, reached, isOptional: true)
    case "find_program":
      let hint = Self.leading(call).map { "tool:\($0)" }.joined(separator: "|")
      if !hint.isEmpty { insert(hint, call, reached, isOptional: true) }
    case "project", "add_languages":
      if reached == .yes, call.arguments.contains(where: { $0.isQuoted && $0.text == "fortran" }) {
        hints.insert("language:fortran")
      }
    case "subdir":
      guard let name = Self.leading(call, paths: true).first else { return }
      let inner = CMakeProject.join(directory, name)
      if !NativeScan.isUnbuilt(inner), !name.contains("..") { read(inner, depth: depth + 1) }
    case "error":
      if let hint = missed.lazy.reversed().compactMap({ $0 }).first { hints.insert(hint) }
    default: break
    }
  }

  /// The names of a dependency, where one is in a variable or an option, too.
  private func names(of call: CallReader.Call) -> [String] {
    let written = Self.leading(call)
    guard written.isEmpty || call.arguments.first?.text == "get_option",
      let first = call.arguments.first, !first.isQuoted
    else { return written }
    let value =
      first.text == "get_option"
      ? written.first.flatMap { options[$0] } ?? .unknown
      : variables[first.text] ?? .unknown
    if case .text(let name) = value, !name.isEmpty { return [name] }
    return []
  }

  /// Whether what a dependency names is only in a wheel of PyPI, or not on Linux.
  private static func isOfWheels(_ name: String) -> Bool {
    ["scipy-openblas", "scipy-openblas64", "accelerate", "Accelerate", "appleframeworks"].contains(
      name)
  }

  /// The directory of a subproject that the archive has.
  private func subproject(_ name: String) -> String? {
    let name = name.lowercased()
    return subprojects.first { directory in
      let own = directory.split(separator: "/").last?.lowercased() ?? ""
      return own == name || own.hasPrefix(name + "-") || "lib" + own == name
    }
  }

  /// Reads a subproject, once, with the options that the call sets.
  private mutating func enter(_ directory: String, _ call: CallReader.Call, depth: Int) {
    guard entered.insert(directory).inserted, depth < Self.depthLimit else { return }
    let outer = (options, kinds, variables, dependencies)
    options = [:]
    kinds = [:]
    variables = [:]
    for name in ["meson.options", "meson_options.txt"] {
      if let bytes = files[CMakeProject.join(directory, name)] { takeOptions(bytes) }
    }
    for word in call.arguments where word.isQuoted {
      let parts = word.text.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let name = String(parts[0])
      options[name] = MesonCondition.option(String(parts[1]), kind: kinds[name])
    }
    read(directory, depth: depth + 1)
    (options, kinds, variables, dependencies) = outer
  }

  private func value(of call: CallReader.Call, _ reached: Truth) -> MesonCondition.Value {
    guard reached == .yes else { return .unknown }
    switch call.name {
    case "true": return .truth(.yes)
    case "false": return .truth(.no)
    case "get_option":
      return call.arguments.first.flatMap { options[$0.text] } ?? .unknown
    case let name where name.hasSuffix("_machine.system"): return .text("linux")
    case let name where name.hasSuffix(".get_id"): return .text("gcc")
    default: return .unknown
    }
  }

  /// Takes what a call looks for.
  ///
  /// - Parameters:
  ///   - hint: What it looks for.
  ///   - call: The call.
  ///   - reached: Whether the place is reached.
  ///   - isOptional: Whether that the call may fail is to be believed: a dependency that is looked
  ///   for whatever the options are is wanted, since what uses it is lost without.
  private mutating func insert(
    _ hint: String, _ call: CallReader.Call, _ reached: Truth, isOptional: Bool = false
  ) {
    var need = Truth.yes
    if let place = call.arguments.firstIndex(where: { !$0.isQuoted && $0.text == "required:" }) {
      switch call.arguments.dropFirst(place + 1).first?.text {
      case "true": break
      case "false": need = .maybe
      case "get_option":
        let name = call.arguments.dropFirst(place + 1).first { $0.isQuoted }?.text
        let value = name.flatMap { options[$0] } ?? .unknown
        need = MesonCondition.truth(of: value)
        // An option of the kind "feature" takes what is there.
        if need == .maybe { need = .yes }
        if need == .no { return }
      case let name?:
        need = MesonCondition.truth(of: variables[name] ?? .unknown)
      case nil: break
      }
    }
    switch (reached, need) {
    case (.yes, .yes): hints.insert(hint)
    case (.yes, .maybe) where !isOptional: hints.insert("try:" + hint)
    case (.yes, .no) where !isOptional: hints.insert("try:" + hint)
    case (.maybe, .maybe) where !isOptional && stack.truth(assuming: isMissing) == .yes:
      hints.insert("try:" + hint)
    default:
      if let colon = hint.firstIndex(of: ":") {
        hints.insert(hint[..<colon] + "?" + hint[colon...])
      }
    }
  }

  /// The strings before the first keyword.
  private static func leading(_ call: CallReader.Call, paths: Bool = false) -> [String] {
    call.arguments.prefix { $0.isQuoted || !$0.text.hasSuffix(":") }
      .filter {
        $0.isQuoted && !$0.text.isEmpty && !$0.text.contains("@") && !$0.text.contains("|")
          && (paths || !$0.text.contains("/"))
      }
      .map(\.text)
  }
}
