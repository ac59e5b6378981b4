/// A system requirement of a package that has no known attribute in nixpkgs.
package enum UnmappedNeed: Hashable, Sendable {
  /// A clause of SystemRequirements, in the original words.
  case prose(String)
  /// A clause of SystemRequirements about software that nixpkgs does not package.
  case outside(String)
  /// A library that it is linked to: `gsl` for `-lgsl`.
  case library(String)
  /// A module that its scripts ask pkg-config for.
  case module(String)
  /// A package that its CMakeLists.txt requires.
  case cmakePackage(String)
}
