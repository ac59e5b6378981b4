package import NixSyntax
package import PackageMetadata

/// Why an overlay or an environment could not be read or changed.
package enum OverlayEditingError: Error, Hashable, Sendable {
  /// The file is not valid Nix.
  case invalidText(Place, Diagnostic)
  /// The file is Nix, but not in a form whose package sets can be found.
  case unknownForm(Place, Form)
  /// The file is Nix, but what makes its environment cannot be found or added to.
  case unknownEnvironment(Place, EnvironmentObstacle)
  /// The overlay is written for a nixpkgs of another era.
  case wrongEra(Place, Era)
  /// The package is defined in a way that cannot be replaced as a whole.
  case definedElsewhere(attribute: String, Place, file: String)
  /// The overlay does not hold the package.
  case absent(attribute: String, path: String)
  /// The edited text failed a check.
  case refused(path: String, Check)

  /// Why no place for packages was found in an overlay's file.
  package enum Form: Hashable, Sendable {
    /// There is no function `final: prev: …`; the file may take in one that has it.
    case noOverlay(takesIn: String?)
    /// The overlay returns something else than a set.
    case noSet
    /// A function looks like an overlay, but one of its arguments is not a package set.
    case usedOtherwise(argument: String)
    /// Nothing shows that the function is an overlay.
    case notUsedAsOverlay
    /// The usual overlay of a flake is made of other files, and only another one is in this file.
    case usualInFile(String)
    /// A function extends one nixpkgs of several.
    case oneOfSeveral
    /// A function extends a nixpkgs that is made for one purpose, such as a test.
    case ofOwnNixpkgs
    /// A function is called after what it mends, beside other overlays.
    case ofFix
    /// The file says that a tool writes it, and that nobody else is to.
    case generated
    /// The file is a set of packages, so packages of another kind have no place in it.
    case packageSet(Ecosystem)
    /// Nothing shows that a set of packages is one of nixpkgs.
    case uncertainSet(Ecosystem)
    /// A set of Python packages is one that only other programs are built with.
    case setOfProgram
    /// The packages are in a file that has no set of packages, or that is not valid Nix.
    case setInFile(Ecosystem, file: String, isRead: Bool)
    /// A set has no closing brace.
    case unclosed
    /// No variable stands for the set that packages are added to.
    case unnamedSet(Ecosystem)
    /// The overlay's arguments have no names.
    case unnamedArguments
    /// What would hold the packages is set in another form.
    case taken(name: String, isInherited: Bool, example: String)
  }

  /// What an overlay uses that its nixpkgs does not have.
  package enum Era: Hashable, Sendable {
    case noExtensions(nixpkgs: String)
    case noInterpreters([String], nixpkgs: String)
  }

  /// A check that an edited text failed.
  package enum Check: Hashable, Sendable {
    case syntax(NixSyntaxError)
    case secondImportChanges
    case packageRemains(attribute: String)
  }

  /// A place in a file.
  package struct Place: Hashable, Sendable, CustomStringConvertible {
    package var path: String
    package var location: SourceLocation

    package init(path: String, location: SourceLocation) {
      self.path = path
      self.location = location
    }

    /// The place as `path:line:column`.
    package var description: String { "\(path):\(location)" }
  }
}

/// Why packages cannot be added to the environment of a file.
package enum EnvironmentObstacle: Hashable, Sendable {
  /// The file says that a tool writes it, and that nobody else is to.
  case generated
  /// The nixpkgs is an argument of the file's function.
  case nixpkgsFromOutside
  case secondNixpkgs
  /// What is imported as nixpkgs has no name in the file.
  case unnamedNixpkgs
  /// Pinning is left to the user, who writes the revision where git or a tool has it.
  case fetchedByGit(revision: String)
  case keptByTool(revision: String)
  case unknownFetch
  /// No variable leads to an attribute of nixpkgs.
  case unnamed(attribute: String)
  case onlyR
  case onlyPython
  case empty
  case noInputs
  case unclosed
  /// Several shells; the names of those that have one.
  case severalShells([String])
  case noShell(name: String, others: [String])
  case noCall
  /// What is made is a package, whose inputs are for its build.
  case package
  /// The environment is made in another file, which the text names or not.
  case otherFile(String?)
  /// Several environments are made in files of their own.
  case otherFiles([String])
  case unknownFunction(String?)
  case unknownPythonPackages
  case unknownRPackages
  case pythonInOtherFile
  case noPythonFunction
  /// The environment has a Python that is not one of nixpkgs itself.
  case foreignPython
  /// The environment has a Python whose name is put together: `pkgs."python${version}"`.
  case computedPython
  /// The environment has an R that takes its packages elsewhere.
  case foreignR
  /// An input that is not understood may have a Python, or an R.
  case hiddenPython(name: String)
  case hiddenR(name: String)
  /// No input can be seen, since the file's caller passes the lists in.
  case hiddenLists(argument: String)
  /// The list that the interpreter is in is used for more than the environment.
  case sharedPython
  /// Something is made of each element of the only list.
  case sharedList
}
