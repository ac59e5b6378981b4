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

  package init(
    statements: [PythonStatement], obstacle: Obstacle? = nil, libraries: [String] = []
  ) {
    self.statements = statements
    self.obstacle = obstacle
    self.libraries = libraries
  }
}
