/// A statement at module level that decides what an import of the module imports in turn.
package indirect enum PythonStatement: Hashable, Sendable {
  /// `import a.b, c`: the dotted names.
  case imports([String])
  /// `from ..a.b import c, d`: how many dots, the name after them, and what is taken from it.
  case from(level: Int, module: String, names: [String])
  /// `if`, `elif`, `else`.
  case branches([Branch], otherwise: [PythonStatement])
  case attempt(Attempt)
  /// `raise`, `sys.exit()`: what follows does not run.
  case leave
  /// A call of a function, which may import more.
  case call(PythonCall)
  /// `return`: what follows in the function does not run.
  case returns

  /// One condition with what runs where it holds.
  package struct Branch: Hashable, Sendable {
    package var condition: PythonCondition
    package var body: [PythonStatement]

    package init(condition: PythonCondition, body: [PythonStatement]) {
      self.condition = condition
      self.body = body
    }
  }

  /// A `try` with its handlers.
  package struct Attempt: Hashable, Sendable {
    package var body: [PythonStatement]
    /// What runs where an import in the body fails; nil if no handler is for that.
    package var handler: [PythonStatement]?
    /// The body of `else`, and then that of `finally`.
    package var otherwise: [PythonStatement]

    package init(
      body: [PythonStatement], handler: [PythonStatement]?, otherwise: [PythonStatement]
    ) {
      self.body = body
      self.handler = handler
      self.otherwise = otherwise
    }
  }
}

/// What a Python file says to one who does not run it.
package struct PythonModule: Hashable, Sendable {
  /// Why no Python 3 of today compiles a file.
  package struct Obstacle: Hashable, Sendable {
    /// What makes it so.
    package enum Kind: UInt8, Sendable, CaseIterable {
      case printStatement, execStatement, exceptComma, raiseComma, backtick, unequal, oldNumber
      case oldString, tupleParameter, asyncName
    }

    package let kind: Kind
    /// The line, from 1.
    package let line: Int

    package init(kind: Kind, line: Int) {
      self.kind = kind
      self.line = line
    }
  }

  /// The statements that matter to imports.
  package var statements: [PythonStatement]
  package var obstacle: Obstacle?
  /// Names of C libraries that it opens by ctypes, as written: `magic`, `libenchant.so.1`.
  package var libraries: [String]
  /// Those that it opens, or has another module open, by names in variables.
  package var namedLibraries: [String] = []
  /// What else matters of it.
  package var traits: Traits

  /// What else matters of a module.
  package struct Traits: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It changes where modules are found (`sys.path.append(…)`).
    package static let changesPath = Traits(rawValue: 1)
    /// It does nothing but declare a namespace, which other distributions may share
    /// (`pkgutil.extend_path`, `pkg_resources.declare_namespace`).
    package static let isNamespace = Traits(rawValue: 2)
    /// It is a copy of a `six` of before 2021, whose `moves` no Python since 3.12 imports.
    package static let isOldSix = Traits(rawValue: 4)
    /// It has to do with directories in the user's home, which a build does not have.
    package static let usesHome = Traits(rawValue: 8)
    /// It has classes of Django's models, which read the settings of a project when they are made.
    package static let definesModels = Traits(rawValue: 16)
    /// It gives names to modules of others (`np.bool = bool`).
    package static let namesOthers = Traits(rawValue: 32)
    /// It opens C libraries by names that it has in variables.
    package static let opensNamed = Traits(rawValue: 64)
    /// It has no statements at all, as the file of a package that several distributions have parts of.
    package static let isEmpty = Traits(rawValue: 128)
  }

  package init(
    statements: [PythonStatement], obstacle: Obstacle? = nil, libraries: [String] = [],
    traits: Traits = []
  ) {
    self.statements = statements
    self.obstacle = obstacle
    self.libraries = libraries
    self.traits = traits
  }
}

extension PythonStatement {
  /// The statements in it, whatever decides over them; none of a simple one.
  var inner: [PythonStatement] {
    switch self {
    case .branches(let branches, let otherwise): branches.flatMap(\.body) + otherwise
    case .attempt(let attempt): attempt.body + (attempt.handler ?? []) + attempt.otherwise
    case .imports, .from, .leave, .call, .returns: []
    }
  }

  /// Whether it is another one, or has it in it.
  func has(_ other: PythonStatement) -> Bool {
    self == other || inner.contains { $0.has(other) }
  }

  /// Whether it changes nothing for imports.
  var isIdle: Bool {
    switch self {
    case .imports, .from, .leave, .call, .returns: false
    case .branches(let branches, let otherwise):
      otherwise.isEmpty && branches.allSatisfy(\.body.isEmpty)
    case .attempt(let attempt):
      attempt.body.isEmpty && attempt.otherwise.isEmpty
    }
  }
}
