import Markup

/// Why an answer cannot be read as an index page; the text ends with what to do.
enum IndexPageError: Error, Hashable, CustomStringConvertible {
  /// The answer's Content-Type is none of an index page's.
  case contentType(String)
  /// The page is HTML, but lists no distribution and does not say that it is an index page.
  case noIndexPage
  /// The JSON breaks off, or something has no place where it is.
  case json(offset: Int, reason: String)
  /// The page is made to a later major version of the Simple API.
  case apiVersion(String)
  /// The page lists more files than are read.
  case tooManyFiles(limit: Int)
  /// The page is HTML, which cannot be read here.
  case markup(MarkupError)

  var description: String {
    switch self {
    case .contentType(let type):
      "it is '\(type)', neither JSON nor HTML; check that the index URL is that of a Simple API"
    case .noIndexPage:
      "it is HTML without any distribution, such as a login or an error page; check that the index"
        + " URL is that of a Simple API (as 'https://pypi.org/simple/' is)"
    case .json(let offset, let reason):
      "\(reason) at byte \(offset) of the JSON; ask the index's operator, or try another index"
    case .apiVersion(let version):
      "it has version \(version) of the Simple API, but this program reads version 1; look"
        + " for a later one of this program"
    case .tooManyFiles(let limit):
      "it lists more than \(limit) files; ask the index's operator, or try another index"
    case .markup(let error): error.description
    }
  }
}
