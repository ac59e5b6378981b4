/// Why a package's text cannot be moved to another release.
package enum RevisionObstacle: Error, Hashable, Sendable {
  /// The file that the package is in cannot be read.
  case unreadableFile(String)
  /// The builder's argument is not a set in this file.
  case noSet
  /// Another file or another layer defines it.
  case definedElsewhere
  /// Its version is not a text, or not one of its own.
  case noVersionText
  /// Its version is written once for it and another package, which stays or moves elsewhere.
  case sharedVersion(with: String)
  /// It is built from source here, and the new release is taken as a wheel.
  case builtFromSource(release: String)
  /// There is no list for these requirements.
  case noList(for: [String])
  /// The function that makes it cannot take an argument of this name.
  case noArgument(String)
  /// No name of the package set is visible where this attribute has to go.
  case noPackageSet(for: String)
  /// No name of nixpkgs is visible where this attribute has to go.
  case noNixpkgs(for: String)
  /// The overlay cannot be edited there.
  case overlay(OverlayEditingError)
}

/// What is left to look at by hand after a package was moved to another release.
package enum RevisionNote: Hashable, Sendable {
  /// A person wrote its crates, which may be others now.
  case ownCrates
  /// The function that takes the set has no parameter for a binding of the new release.
  case notTaken(binding: String, function: String)
  /// The file has no name for what a binding of the new release refers to.
  case unnamed(binding: String)
  /// A list differs between systems as of the new release, or no longer does.
  case systems(list: String, differ: Bool)
}

extension RevisionObstacle {
  /// The reason in words that follow the package's name.
  package var words: String {
    switch self {
    case .unreadableFile(let file): "its file '\(file)' cannot be read"
    case .noSet: "what it is built from is not a set that is written here"
    case .definedElsewhere: "the overlay does not define it itself"
    case .noVersionText: "its version is not written as text that can be changed"
    case .sharedVersion(let name): "its version is written once for it and '\(name)'"
    case .builtFromSource(let release):
      "\(release) has a wheel, but it is built from source here; "
        + "add what its source needs by hand"
    case .noList(let names): "there is no list to add \(names.joined(separator: ", ")) to"
    case .noArgument(let name): "'\(name)' cannot be an argument of its function"
    case .noPackageSet(let name):
      "no name of the package set is visible where '\(name)' has to go"
    case .noNixpkgs(let name): "no name of nixpkgs is visible where '\(name)' has to go"
    case .overlay(let error): error.description
    }
  }
}

extension RevisionNote {
  /// The note in words.
  package var words: String {
    switch self {
    case .ownCrates: "its 'cargoDeps' was written by hand; update it for the new release"
    case .notTaken(let name, let function):
      "'\(name)' of the new release is left out: '\(function)' does not take it"
    case .unnamed(let name):
      "'\(name)' of the new release is left out: the file has no name for what it refers to"
    case .systems(let name, let differ):
      "its '\(name)' \(differ ? "differ" : "no longer differ") between systems; edit it by hand"
    }
  }
}
