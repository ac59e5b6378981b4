import Basics

/// A call that runs when a module is imported.
///
/// ```python
/// from . import settings
/// settings.initialize()        # level 1, module settings, name initialize
/// def f(): …
/// f()                          # level 0, no module, name f: the module's own
/// ```
package struct PythonCall: Hashable, Sendable {
  /// How many dots come before the module.
  package let level: Int
  /// The dotted name of the module that has the function; empty at level 0 for the calling module.
  package let module: String
  /// The function, or the class that is made an instance of.
  package let name: String

  package init(level: Int, module: String, name: String) {
    self.level = level
    self.module = module
    self.name = name
  }
}

/// A function that an import of its module calls, or one that leads to it.
package struct PythonFunction: Hashable, Sendable {
  package let name: String
  /// The statements in it that matter to imports.
  package var statements: [PythonStatement]

  package init(name: String, statements: [PythonStatement]) {
    self.name = name
    self.statements = statements
  }
}

/// What the names at a module's top stand for, as far as that is certain.
///
/// A name that stands for one thing here and for another there is not among them.
struct PythonOutline: Sendable {
  /// Where a function stands in its file.
  struct Place: Hashable, Sendable {
    /// The offset of its `def`, and the indentation of that line.
    let start: Int, indentation: Int
  }

  /// What an import brings: a module, or a name of one.
  struct Import: Hashable, Sendable {
    let level: Int
    let module: String
    let name: String?
  }

  /// Modules of others whose names count where they are used, by what they are imported as.
  var used: [String: String] = [:]
  private(set) var functions: [String: Place] = [:]
  private(set) var imports: [String: Import] = [:]
  private var unclear: Set<String> = []

  var isEmpty: Bool { functions.isEmpty && imports.isEmpty }

  /// Whether a name stands for something here, be that certain or not.
  func has(_ name: String) -> Bool {
    functions[name] != nil || imports[name] != nil || unclear.contains(name)
  }

  mutating func bind(_ name: String, to target: Import) {
    if imports[name] == target, functions[name] == nil { return }
    if has(name) { return blur(name) }
    imports[name] = target
  }

  mutating func bind(_ name: String, to place: Place) {
    if has(name) { return blur(name) }
    functions[name] = place
  }

  /// Takes note that a name stands for something else as well.
  mutating func blur(_ name: String) {
    functions[name] = nil
    imports[name] = nil
    unclear.insert(name)
  }

  /// The call that a dotted name with parentheses after it is; nil if that is not certain.
  func call(_ parts: [String]) -> PythonCall? {
    guard let first = parts.first, let last = parts.last else { return nil }
    guard let target = imports[first] else {
      let isOwn = parts.count == 1 && functions[first] != nil
      return isOwn ? PythonCall(level: 0, module: "", name: first) : nil
    }
    if parts.count == 1 {
      return target.name.map { PythonCall(level: target.level, module: target.module, name: $0) }
    }
    let around = [target.module, target.name ?? ""].filter { !$0.isEmpty }
    return PythonCall(
      level: target.level, module: (around + parts[1..<(parts.count - 1)]).joined(separator: "."),
      name: last)
  }
}
