import NixSyntax
import PackageMetadata

extension OverlayEditingError: CustomStringConvertible {
  /// What went wrong.
  package var description: String {
    switch self {
    case .invalidText(let place, let diagnostic): "\(place): \(diagnostic.message)"
    case .unknownForm(let place, let form): "\(place): \(form)"
    case .unknownEnvironment(let place, let obstacle):
      "\(place): \(obstacle); the file is unchanged"
    case .wrongEra(let place, let era): "\(place): \(era)"
    case .definedElsewhere(let attribute, let place, let file):
      "\(place): '\(attribute)' is defined in '\(file)'"
    case .absent(let attribute, let path): "'\(path)' does not hold a package '\(attribute)'"
    case .refused(let path, let check): "'\(path)' is unchanged: \(check)"
    }
  }
}

extension OverlayEditingError.Form: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noOverlay(let file):
      "no overlay 'final: prev: { … }' found in this file"
        + (file.map { "; it imports '\($0)'" } ?? "")
    case .noSet: "the overlay returns no attribute set that can be seen here"
    case .usedOtherwise(let argument):
      "no overlay found in this file: this function uses '\(argument)', but not as a package set"
    case .notUsedAsOverlay:
      "no overlay found in this file: nothing shows that this function is one"
    case .oneOfSeveral:
      "this function extends one nixpkgs of several in this file, and it is not clear which is meant"
    case .usualInFile(let file):
      "the main overlay of this file is defined in other files, such as '\(file)'"
    case .generated: GeneratedFile.words
    case .ofOwnNixpkgs:
      "this function extends a nixpkgs that is made for one purpose here, such as a test, a deployment or "
        + "another machine"
    case .ofFix:
      "this overlay is one of several in this file, and its name says that it is for one fix"
    case .packageSet(.pypi): "this file is a set of Python packages, not an overlay of nixpkgs"
    case .packageSet(.cran): "this file is a set of R packages, not an overlay of nixpkgs"
    case .uncertainSet(let ecosystem):
      "nothing shows that these \(ecosystem.adjective) packages are part of nixpkgs"
    case .setOfProgram:
      "this Python seems to be used only to build other programs"
    case .setInFile(let ecosystem, let file, let isRead):
      "the \(ecosystem.adjective) packages of this overlay are in the file '\(file)', "
        + (isRead ? "which has no set of packages" : "which is missing or not valid Nix")
    case .unclosed: "the set is not closed"
    case .unnamedSet(.pypi): "no variable refers to the Python package set here"
    case .unnamedSet(.cran):
      "no variable refers to the final package set in this set of R packages"
    case .unnamedArguments:
      "the overlay's arguments have no names to use; call them 'final: prev:'"
    case .taken(let name, let isInherited, let example):
      isInherited
        ? "'\(name)' is inherited here, which leaves no place for packages "
          + "(one that does: \(example))"
        : "'\(name)' is set here in a form that does not show a set of packages "
          + "(one that can: \(example))"
    }
  }
}

extension Ecosystem {
  fileprivate var adjective: String { self == .pypi ? "Python" : "R" }
}

extension OverlayEditingError.Era: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noExtensions(let version):
      "the overlay uses 'pythonPackagesExtensions', which nixpkgs \(version) does not have"
    case .noInterpreters(let names, let version):
      "the overlay changes '\(names.joined(separator: "', '"))', which nixpkgs \(version) "
        + "does not have"
    }
  }
}

extension OverlayEditingError.Check: CustomStringConvertible {
  package var description: String {
    switch self {
    case .syntax(let error): "\(error)"
    case .secondImportChanges: "a second import would change it again"
    case .packageRemains(let attribute): "'\(attribute)' is still there"
    }
  }
}

extension EnvironmentObstacle: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nixpkgsFromOutside:
      "nixpkgs is passed in from outside, so the overlay has to be added there"
    case .secondNixpkgs:
      "this is the second nixpkgs here, and it is not clear which needs the overlay"
    case .unnamedNixpkgs: "the imported nixpkgs has no name here"
    case .fetchedByGit(let revision):
      "nixpkgs is fetched by git here: write rev = \"\(revision)\"; there yourself"
    case .keptByTool(let revision):
      "nixpkgs comes from another file here, kept by a tool such as niv or npins: "
        + "'niv update nixpkgs -a rev=\(revision)' sets it there"
    case .unknownFetch: "nixpkgs is fetched here in a form that cannot be pinned"
    case .unnamed(let attribute): "nothing here names nixpkgs' '\(attribute)'"
    case .onlyR: "this environment can only have R packages"
    case .onlyPython: "this environment can only have Python packages"
    case .empty: "the file is empty"
    case .noInputs: "there is no list of inputs here"
    case .unclosed: "this set is not closed"
    case .severalShells(let names):
      "this is one of several shells here, and it is not clear which to extend"
        + (names.isEmpty ? "" : ": name \(Self.list(names, "or"))")
    case .noShell(let name, let others):
      "there is no shell '\(name)' here"
        + (others.isEmpty ? "" : ", but \(Self.list(others, "and"))")
    case .generated: GeneratedFile.words
    case .noCall: "this file has no call of mkShell or a similar function"
    case .package: "this defines a package, not an environment"
    case .otherFile(let file):
      "the environment is defined in another file" + (file.map { ", '\($0)'" } ?? "")
    case .otherFiles(let files):
      "the environments are defined in \(files.count) other files, such as '\(files[0])'"
    case .unknownFunction(let name):
      "it is not known what '\(name ?? "this function")' does with its arguments"
    case .unknownPythonPackages: "its 'extraLibs' cannot be seen"
    case .unknownRPackages: "the wrapper's 'packages' cannot be seen"
    case .pythonInOtherFile: "the Python packages are listed in another file"
    case .foreignPython:
      "the Python of this environment is not nixpkgs' own, and it is not clear which packages it "
        + "takes"
    case .computedPython:
      "the name of this environment's Python is computed, so it is not clear which one it is"
    case .foreignR:
      "this environment has its own R, and it is not clear which packages it takes"
    case .hiddenPython(let name):
      "this may already have a Python ('\(name)' suggests it), and it is not clear which packages it takes"
    case .hiddenLists(let argument):
      "the packages of this environment are in lists that only the caller of this file knows ('\(argument)')"
    case .hiddenR(let name):
      "this may already have an R ('\(name)' suggests it), and it is not clear which packages it takes"
    case .sharedPython: "the list that this Python is in is used for something else, too"
    case .sharedList: "something else is made of each package in this list"
    case .noPythonFunction: "expected a function 'ps: …' here"
    }
  }

  private static func list(_ names: [String], _ word: String) -> String {
    names.map { "'\($0)'" }.joined(separator: " \(word) ")
  }
}
