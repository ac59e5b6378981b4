import Basics
package import Markup

/// What can be wrong with what a CRAN-like repository serves.
package enum CRANError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A text is not in Debian control format; lines count from 1.
  case notDCF(line: Int, reason: String)
  /// A DESCRIPTION lacks a field that every package has.
  case missingField(String)
  /// A field's value breaks its format.
  case malformedField(String, text: String, reason: String)
  /// A URL cannot be a repository's.
  case repositoryURL(String, reason: String)
  /// A page that should be a listing of files is none.
  case notAListing(reason: String)
  /// A page is HTML, which cannot be read here.
  case markup(MarkupError)
  /// A file that should be a package's tarball is none.
  case notATarball(reason: String)
  /// A tarball cannot be read to its end.
  case damagedTarball(reason: String)
  /// A tarball has no DESCRIPTION in the directory of its package.
  case noDescription(package: String)
  /// A tarball holds another package or version than its name says.
  case otherPackage(expected: String, found: String)
  /// A tarball's MD5 is not the one that the index gives.
  case checksum(expected: String, found: String)
  /// A repository has no index.
  case noIndex(String)

  /// Whether its description says where that is.
  var namesPlace: Bool {
    switch self {
    case .repositoryURL, .noIndex: true
    default: false
    }
  }

  package var description: String {
    switch self {
    case .notDCF(let line, let reason):
      line > 0
        ? "line \(line) is not in Debian control format: \(reason); is the URL a repository's?"
        : "the text is not in Debian control format: \(reason); is the URL a repository's?"
    case .missingField(let field):
      "the DESCRIPTION has no field '\(field)'; the package's authors must add it"
    case .malformedField(let field, let text, let reason):
      "field '\(quotable(field))' is malformed: '\(quotable(text))' \(reason)"
    case .repositoryURL(let url, let reason):
      "'\(quotable(url))' is not a repository: \(reason); give its https: or file: URL, the "
        + "one that has 'src/contrib'"
    case .notAListing(let reason):
      "the answer is not a listing of files: \(reason); try another mirror"
    case .markup(let error): error.description
    case .notATarball(let reason):
      "the answer is not a package tarball: \(reason); try another mirror"
    case .damagedTarball(let reason):
      "the tarball cannot be read: \(quotable(reason))"
    case .noDescription(let package):
      "the tarball has no '\(quotable(package))/DESCRIPTION'; it is not a source package"
    case .otherPackage(let expected, let found):
      "the tarball should be '\(quotable(expected))' but is '\(quotable(found))'"
        + "; try another mirror"
    case .checksum(let expected, let found):
      "the tarball's MD5 is \(found), but the index says \(quotable(expected)); it is damaged"
        + " or rewritten by the mirror: try another mirror"
    case .noIndex(let url):
      "neither 'PACKAGES.gz' nor 'PACKAGES' is in '\(quotable(url))'; check the mirror's URL"
    }
  }
}
