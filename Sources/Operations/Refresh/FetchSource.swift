import Basics

/// What a fetch gets, and what of it the hash is of.
enum FetchSource: Hashable, Sendable {
  /// A file as it is; the URLs are tried in turn.
  case file(urls: [String])
  /// What an archive unpacks to, with or without the one directory at its top.
  case archive(urls: [String], stripsRoot: Bool)

  /// The URLs as the fetch has them, `mirror:` ones too.
  var urls: [String] {
    switch self {
    case .file(let urls), .archive(let urls, _): urls
    }
  }

  /// What tells one source from another; two of the same identity have the same hash.
  ///
  /// It is kept and shown, so that it has no credentials.
  var identity: String { URLSecrets.removed(from: address) }

  private var address: String {
    switch self {
    case .file(let urls): "file \(urls.first ?? "")"
    case .archive(let urls, let stripsRoot):
      "\(stripsRoot ? "stripped" : "whole") archive \(urls.first ?? "")"
    }
  }
}
