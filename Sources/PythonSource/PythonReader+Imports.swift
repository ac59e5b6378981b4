import Basics

extension PythonReader {
  mutating func imports(_ tokens: ArraySlice<PythonToken>) {
    var names: [String] = []
    var name = ""
    var isAlias = false
    func end() {
      guard !name.isEmpty else { return }
      names.append(name)
      if !isAlias, Self.ofUse.contains(name) { outline.used[name] = name }
      // What is imported without another name is found by the first part of its own.
      if !isAlias { bind(name.topLevelModule, level: 0, module: name.topLevelModule, taking: nil) }
    }
    for token in tokens {
      if text.is(token, ",") {
        end()
        name = ""
        isAlias = false
      } else if text.is(token, "as") {
        isAlias = true
      } else if isAlias {
        releaseNames.bind(text.text(token), to: name)
        bind(text.text(token), level: 0, module: name, taking: nil)
        outline.used[text.text(token)] = Self.ofUse.contains(name) ? name : nil
      } else {
        name += text.text(token)
      }
    }
    end()
    imported.formUnion(names.filter { StandardLibrary.hasLostNames($0) })
    hasOwnContent = hasOwnContent || !names.allSatisfy(Self.ofNamespaces.contains)
    for name in names { notePydantic(name, taking: []) }
    if !names.isEmpty { append(.imports(names)) }
  }

  /// Modules whose names are used through them, `np.sctypes`, and which lost some.
  private static let ofUse: Set<String> = ["networkx", "numpy", "pandas", "scipy"]

  /// The modules that declare namespaces.
  private static let ofNamespaces: Set<String> = ["pkg_resources", "pkgutil"]

  mutating func from(_ tokens: ArraySlice<PythonToken>) {
    var level = 0
    var module = ""
    var rest = tokens
    while let token = rest.first, !text.is(token, "import") {
      if module.isEmpty, token.kind == .symbol, text.is(token, ".") {
        level += 1
      } else {
        module += text.text(token)
      }
      rest = rest.dropFirst()
    }
    guard rest.popFirst() != nil else { return }
    var names: [String] = []
    var aliases: [String] = []
    var isAlias = false
    for token in rest {
      if token.kind == .name {
        if text.is(token, "as") {
          isAlias = true
        } else if isAlias {
          if level == 0 { releaseNames.bind(text.text(token), to: names.last ?? "", of: module) }
          if !aliases.isEmpty { aliases[aliases.count - 1] = text.text(token) }
          isAlias = false
        } else {
          names.append(text.text(token))
          aliases.append(names[names.count - 1])
          if level == 0 {
            releaseNames.bind(names[names.count - 1], to: names[names.count - 1], of: module)
          }
        }
      } else if text.is(token, "*") {
        names.append("*")
        aliases.append("*")
      }
    }
    if module == "__future__" || (module.isEmpty && level == 0) { return }
    if level == 0 { notePydantic(module, taking: names) }
    hasOwnContent = hasOwnContent || !Self.ofNamespaces.contains(module)
    // A script's own function calls it.
    if isMain, level == 0, names.contains("setup"), !stack[stack.count - 1].isRun {
      setupImports.append(.from(level: 0, module: module, names: names))
    }
    for (alias, name) in zip(aliases, names) {
      bind(alias, level: level, module: module, taking: name)
      outline.used[alias] = nil
    }
    append(.from(level: level, module: module, names: names))
  }

  /// Takes note of pydantic, and of its version 1: `pydantic.v1`.
  private mutating func notePydantic(_ module: String, taking names: [String]) {
    if module == "pydantic" {
      hasPydantic = true
      hasPydanticOne = hasPydanticOne || names.contains("v1")
    } else if module == "pydantic.v1" || module.hasPrefix("pydantic.v1.") {
      hasPydanticOne = true
    }
  }

  // MARK: - Libraries of C

  /// Takes note of `find_library("x")` and `CDLL("libx.so")`, wherever it stands.
  mutating func noteLibrary(_ statement: ArraySlice<PythonToken>) {
    for index in statement.indices.dropLast(2) {
      let token = statement[index]
      guard token.kind == .name, text.is(statement[index + 1], "("),
        NamedLibraries.isOpener(token, in: text)
      else { continue }
      let argument = statement[index + 2]
      if argument.kind == .string, let name = text.value(of: argument) {
        if name.isLibraryName { libraries.insert(name) }
      } else if argument.kind != .symbol, !text.is(argument, "None") {
        traits.insert(.opensNamed)
      }
    }
  }
}
