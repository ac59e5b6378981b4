package import PackageMetadata
package import Versions

/// What a nixpkgs is: its version and date, its interpreters, its dialect.
package struct SnapshotFacts: Hashable, Sendable {
  /// The Python that packages are chosen for.
  package struct Python: Hashable, Sendable {
    /// The attribute that was asked for, such as `python3`.
    package var attribute: String
    /// The interpreter's own attribute, such as `python313`.
    package var versionedAttribute: String
    /// The attribute of its package set, such as `python3Packages`.
    package var packageSet: String
    /// Full, such as `3.13.11`.
    package var versionText: String
    package var target: PythonTarget

    package init(
      attribute: String, versionedAttribute: String, packageSet: String, versionText: String,
      target: PythonTarget
    ) {
      self.attribute = attribute
      self.versionedAttribute = versionedAttribute
      self.packageSet = packageSet
      self.versionText = versionText
      self.target = target
    }
  }

  /// A Python that the tree has.
  package struct Interpreter: Hashable, Sendable {
    package let attribute: String
    /// Short, such as `3.13`.
    package let version: String

    package init(attribute: String, version: String) {
      self.attribute = attribute
      self.version = version
    }
  }

  /// `lib.version` without `-git`, such as `26.05pre` or `20.09.4407.1c1f5649bb9`.
  package var version: String
  /// The git revision, if it is known.
  package var revision: String?
  /// Its revision's date, else what its version says.
  package var date: Timestamp?
  package var nixVersion: String
  /// Nix's name of this machine, such as `x86_64-linux`.
  package var system: String
  /// `nil` if only R was asked for and the tree has no such Python.
  package var python: Python?
  /// Every interpreter that can be used, in the order of attributes.
  package var interpreters: [Interpreter]
  /// R's version, where the tree has R.
  package var rVersionText: String?
  /// The release of Bioconductor, where R was read.
  package var bioconductorRelease: String?
  package var dialect: Dialect

  package var rVersion: RVersion? { rVersionText.flatMap { RVersion($0) } }

  /// The attribute of an ecosystem's package set.
  package func packageSet(of ecosystem: Ecosystem) -> String {
    switch ecosystem {
    case .pypi: python?.packageSet ?? "python3Packages"
    case .cran: "rPackages"
    }
  }

  package init(
    version: String, revision: String? = nil, date: Timestamp? = nil, nixVersion: String = "2.18",
    system: String = "x86_64-linux", python: Python?,
    interpreters: [Interpreter] = [], rVersionText: String? = nil,
    bioconductorRelease: String? = nil, dialect: Dialect
  ) {
    self.version = version
    self.revision = revision
    self.date = date
    self.nixVersion = nixVersion
    self.system = system
    self.python = python
    self.interpreters = interpreters
    self.rVersionText = rVersionText
    self.bioconductorRelease = bioconductorRelease
    self.dialect = dialect
  }
}

extension SnapshotFacts {
  /// The facts of an evaluation's answer; `python` is the attribute that was asked for, `date` that
  /// of the revision.
  init(_ facts: TreeFacts, python attribute: String, date: Timestamp?) {
    let version =
      facts.version.hasSuffix("-git") ? String(facts.version.dropLast(4)) : facts.version
    let interpreters = facts.interpreters.compactMap { pair in
      pair.count == 2 ? Interpreter(attribute: pair[0], version: pair[1]) : nil
    }
    func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
    self.init(
      version: version, revision: filled(facts.revision),
      date: date ?? NixpkgsDate.date(ofVersion: version), nixVersion: facts.nix,
      system: facts.system,
      python: facts.python.flatMap {
        Python($0, attribute: attribute, interpreters: interpreters, libc: facts.libc)
      },
      interpreters: interpreters, rVersionText: filled(facts.r),
      bioconductorRelease: filled(facts.bioconductor),
      dialect: Dialect(facts.dialect, licences: facts.licences))
  }
}

extension SnapshotFacts.Python {
  init?(
    _ facts: TreeFacts.Python, attribute: String, interpreters: [SnapshotFacts.Interpreter],
    libc: String
  ) {
    let isPyPy = facts.implementation == "pypy"
    let short = facts.marker
    // PyPy's own version is not that of its language.
    guard let version = PythonVersion(isPyPy ? short : facts.version) ?? PythonVersion(short)
    else { return nil }
    let family = isPyPy ? "pypy" : "python"
    let digits = short.split(separator: ".").joined()
    var own = facts.attribute
    if own.isEmpty {
      own = "\(family)\(digits)"
      if !interpreters.contains(where: { $0.attribute == own }) { own = attribute }
    }
    self.init(
      attribute: attribute, versionedAttribute: own, packageSet: facts.set,
      versionText: isPyPy ? short : facts.version,
      target: PythonTarget(
        version: version, implementation: isPyPy ? .pyPy : .cPython,
        glibcMinor: Self.minor(ofLibc: libc) ?? 39))
  }

  /// 39 of `2.39-52`.
  private static func minor(ofLibc version: String) -> Int? {
    let parts = version.split(separator: ".", maxSplits: 2)
    guard parts.count >= 2, parts[0] == "2" else { return nil }
    return Int(parts[1].prefix { $0.isASCII && $0.isNumber })
  }
}
